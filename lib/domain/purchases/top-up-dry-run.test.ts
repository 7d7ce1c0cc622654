import { describe, expect, it } from 'vitest'
import { instant } from '@/lib/testing/house'
import { DAY, HOUR, type Instant } from '../instants'
import { dryRun, type Past, type TriedRule } from './top-up-dry-run'

const END = instant('2026-11-24T00:00:00Z')
const START = END - 60n * DAY
const RULE: TriedRule = { threshold: { tokens: 20_000n }, tokens: 100_000n, totalCents: 1740n, ceilingCents: 6000n }

/** From 100 tokens ten are used each day until none are left; `added` come by day. */
function pastOf(added: Readonly<Record<number, bigint>> = {}, more: Partial<Past> = {}): Past {
  let available = 100_000n
  const balance: { at: Instant; available: bigint }[] = []
  for (let day = 0; day <= 60; day++) {
    const at = START + BigInt(day) * DAY
    const more = added[day]
    if (more !== undefined) {
      balance.push({ at: at - 1n, available })
      available += more
    }
    balance.push({ at, available })
    available = available > 10_000n ? available - 10_000n : 0n
  }
  // Ten tokens a day for 67 days.
  const use = { stepSeconds: 3600 as const, endsAt: END, values: Array.from({ length: 67 * 24 }, () => 10 / 24) }
  return { timeZone: 'Europe/Paris', balance, use, toppedUp: [], ...more }
}
const day = (n: number) => START + BigInt(n) * DAY

describe('a rule tried on the past', () => {
  it('buys when fewer than its threshold would have been left, and keeps from running out', () => {
    // The balance is 10 on day 9, and 0 from day 10 on.
    const told = dryRun(RULE, pastOf())
    expect(told).toMatchObject({ bought: [day(9)], totalCents: 1740n, avoided: [day(10)], ranOut: [] })
  })

  it('lives on what was bought: what really was charged leaves it as it left the real balance', () => {
    const told = dryRun(RULE, pastOf({ 20: 100_000n, 40: 100_000n }))
    // With 100 more in hand, the later ends of the tokens never come below its threshold.
    expect(told).toMatchObject({ bought: [day(9)], avoided: [day(10), day(30), day(50)] })
  })

  it('counts days at the pace of the week before', () => {
    const told = dryRun({ ...RULE, threshold: { days: 3 } }, pastOf())
    expect(told?.bought).toEqual([day(8)])
  })

  it('waits without a pace', () => {
    const use = { stepSeconds: 3600 as const, endsAt: END, values: [1, 2] }
    expect(dryRun({ ...RULE, threshold: { days: 3 } }, pastOf({}, { use }))).toMatchObject({
      bought: [],
      ranOut: [day(10)],
    })
  })

  it('never buys above its ceiling in a month, and says that it was held back', () => {
    const told = dryRun({ ...RULE, tokens: 1000n, ceilingCents: 3480n }, pastOf())
    // September has two days of the sixty, in which nothing is due; October and November have two purchases each.
    const perMonth = new Map<number, number>()
    for (const at of told?.bought ?? []) {
      const month = new Date(Number((at + 2n * HOUR) / 1000n)).getUTCMonth()
      perMonth.set(month, (perMonth.get(month) ?? 0) + 1)
    }
    expect([...perMonth.values()]).toEqual([2, 2])
    expect(told).toMatchObject({ totalCents: 4n * 1740n, isHeldBack: true })
  })

  it('is tried without what auto top-up really brought', () => {
    const past = pastOf({ 9: 100_000n }, { toppedUp: [{ at: day(9), tokens: 100_000n }] })
    // Without it the tokens end on day 10; what really lived on it asks for a second purchase ten days later.
    expect(dryRun(RULE, past)).toMatchObject({ bought: [day(9) - 1n, day(19)], avoided: [day(10)], ranOut: [] })
  })

  it('says nothing without a past', () => {
    expect(dryRun(RULE, pastOf({}, { balance: [{ at: END, available: 5n }] }))).toBeNull()
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planOf } from '@/lib/testing/standings'
import { wallClock } from '../calendar'
import type { Pack, Plan } from '../catalogue/plans'
import { DAY, HOUR, type Instant, parseInstant } from '../instants'
import { periodStart } from '../ledger/periods'
import { monthsOfUse, type PastUse, replayPlan } from './replay-plan'

const FROM = parseInstant('2026-08-28T09:00:00Z') ?? 0n
const DAYS = 90n

/** So many whole tokens on days counted from the first, at their first hour. */
function usesOf(byDay: Readonly<Record<number, number>>, days = DAYS): PastUse {
  const hours = Object.entries(byDay).map(([day, tokens]) => ({
    at: FROM + BigInt(day) * DAY,
    tokens: BigInt(tokens) * 1000n,
  }))
  return { from: FROM, until: FROM + days * DAY, timeZone: 'Europe/Paris', hours }
}

function packOf(tokens: number, priceCents: bigint, expiresAfterDays = 365): Pack {
  const words = { key: `pack-${tokens}`, nameEn: `${tokens}`, nameFr: `${tokens}` }
  return { ...words, tokens: BigInt(tokens) * 1000n, priceCents, currency: 'EUR', expiresAfterDays }
}

const PACKS = [packOf(100, 200n), packOf(1000, 1000n)]
const NO_ROLLOVER = { rollover: 'none', rolloverMax: null } as const

describe('past use, replayed', () => {
  it('on no plan costs its packs: of the one size that is cheapest for it', () => {
    const few = replayPlan(null, PACKS, usesOf({ 0: 60, 40: 60 }))
    expect(few).toMatchObject({ feeCents: 0n, tokens: 0n, cents: 400n, bought: { count: 2n }, monthsOut: 2, lost: 0n })
    const many = replayPlan(null, PACKS, usesOf({ 0: 600, 40: 300 }))
    expect(many).toMatchObject({ cents: 1000n, bought: { pack: { key: 'pack-1000' }, count: 1n } })
  })

  it('costs the part of the last period that is over, and has that part of its tokens', () => {
    // From 28 August to 26 November at 9:00 UTC: two whole months, and 29 of the 31 days less the hour that the clock was set back.
    const plan = planOf('monthly', 1000n, { priceCents: 3000n, ...NO_ROLLOVER })
    const { feeCents, tokens } = replayPlan(plan, PACKS, usesOf({}))
    const [over, whole] = [29n * 24n, 31n * 24n + 0n]
    expect(feeCents).toBeGreaterThan(6000n)
    expect(feeCents).toBeLessThan(9000n)
    expect(tokens - 2_000_000n).toBeGreaterThanOrEqual((1_000_000n * (over - 1n)) / whole)
    expect(tokens - 2_000_000n).toBeLessThanOrEqual((1_000_000n * (over + 1n)) / whole)
  })

  it('counts a yearly plan by the days, in money and in tokens', () => {
    const plan = planOf('yearly', 3650n, { priceCents: 36_500n, periodUnit: 'year', ...NO_ROLLOVER })
    const replay = replayPlan(plan, PACKS, usesOf({ 10: 950 }))
    expect(replay).toMatchObject({ feeCents: 9000n, tokens: 900_000n, monthsOut: 1, bought: { count: 1n } })
    expect(replay.cents).toBe(9200n)
  })

  it('loses what a period leaves unused, unless it rolls over', () => {
    const use = usesOf({ 5: 400, 35: 400 })
    const plan = planOf('monthly', 1000n, NO_ROLLOVER)
    expect(replayPlan(plan, PACKS, use).lost).toBe(1_200_000n)
    // 500 of the first 600 roll over, and 400 of them are used: 100 lapse with each. Then 500 of 1,000 roll over, and the rest lapses.
    expect(replayPlan(planOf('monthly', 1000n), PACKS, use).lost).toBe(100_000n + 100_000n + 500_000n)
  })

  it('runs out in the months in which something is missing, and goes on when the next period begins', () => {
    const plan = planOf('monthly', 100n, NO_ROLLOVER)
    const replay = replayPlan(plan, [packOf(10, 100n)], usesOf({ 3: 100, 4: 1, 5: 1, 40: 100, 70: 102 }))
    expect(replay).toMatchObject({ monthsOut: 2, bought: { count: 2n } })
    expect(replay.cents).toBe(replay.feeCents + 200n)
  })

  it('has no price where something is missing and no pack is sold', () => {
    expect(replayPlan(null, [], usesOf({ 3: 1 }))).toMatchObject({ cents: null, bought: null, monthsOut: 1 })
    expect(replayPlan(null, [], usesOf({}))).toMatchObject({ cents: 0n, monthsOut: 0 })
  })

  it('loses packs that expire before they are used', () => {
    const replay = replayPlan(null, [packOf(100, 200n, 30)], usesOf({ 0: 10, 60: 10 }))
    expect(replay).toMatchObject({ cents: 400n, lost: 180_000n })
  })

  it('is of whole months, the last one begun', () => {
    expect([1n, 30n, 31n, 90n].map((days) => monthsOfUse(usesOf({}, days)))).toEqual([1, 1, 2, 3])
  })
})

describe('past use replayed, whatever it was', () => {
  const use = fc
    .array(fc.record({ hour: fc.nat(90 * 24 - 1), tokens: fc.bigInt(1n, 400_000n) }), { maxLength: 60 })
    .map((some) =>
      some.sort((a, b) => a.hour - b.hour).map(({ hour, tokens }) => ({ at: FROM + BigInt(hour) * HOUR, tokens })),
    )
  const plan = fc
    .record({
      tokens: fc.bigInt(1n, 2000n),
      rule: fc.constantFrom('none', 'once', 'unlimited'),
      max: fc.option(fc.bigInt(1n, 1_000_000n)),
      periodUnit: fc.constantFrom('month', 'year'),
    })
    .map(({ tokens, rule, max, periodUnit }) =>
      planOf('random', tokens, { periodUnit, rollover: rule, rolloverMax: rule === 'none' ? null : max }),
    )
  const pack = fc.record({ tokens: fc.integer({ min: 1, max: 500 }), days: fc.integer({ min: 1, max: 120 }) })

  it('goes as a book with pencil and paper would have it, use by use', () => {
    fc.assert(
      fc.property(use, fc.option(plan), pack, (hours, taken, { tokens, days }) => {
        const sold = packOf(tokens, 7n, days)
        const past: PastUse = { ...usesOf({}), hours }
        const replay = replayPlan(taken, [sold], past)
        const alone = byHand(taken, null, past, replay)
        expect(replay.monthsOut).toBe(alone.months.size)
        const bought = byHand(taken, sold, past, replay)
        expect(replay.bought?.count ?? 0n).toBe(bought.count)
        expect(replay.cents).toBe(replay.feeCents + 7n * bought.count)
        expect(replay.lost).toBe(bought.lost)
      }),
      { numRuns: 300 },
    )
  })
})

interface Pot {
  left: bigint
  expiresAt: Instant
  isPack: boolean
  order: number
  rolls: { times: string; max: bigint | null; until: Instant } | null
}

/** The same with a list of pots, every use by itself. The amount of the last period is the replay's own: its sum is tested above. */
function byHand(plan: Plan | null, pack: Pack | null, past: PastUse, { tokens }: { tokens: bigint }) {
  const pots: Pot[] = []
  const months = new Set<number>()
  const rule = { anchor: wallClock(past.from, past.timeZone), unit: plan?.periodUnit ?? 'month' }
  const starts = Array.from({ length: 7 }, (_, n) => periodStart(rule, past.timeZone, n))
  let [next, order, lost, count] = [0, 0, 0n, 0n]
  const lapse = (at: Instant) => {
    for (const pot of pots.filter(({ left, expiresAt }) => left > 0n && expiresAt === at)) {
      const most = pot.rolls ? (pot.rolls.max ?? pot.left) : 0n
      const rolled = pot.left < most ? pot.left : most
      lost += pot.left - rolled
      pot.left = 0n
      if (!pot.rolls || rolled === 0n) continue
      const until = starts[starts.indexOf(pot.rolls.until) + 1] ?? 0n
      const rolls = pot.rolls.times === 'unlimited' ? { ...pot.rolls, until } : null
      pots.push({ left: rolled, expiresAt: pot.rolls.until, isPack: false, order: order++, rolls })
    }
  }
  const begin = (at: Instant) => {
    if (!plan || starts[next] !== at || at >= past.until) return
    const isLast = (starts[next + 1] ?? 0n) >= past.until
    const left = isLast ? tokens - plan.allowance * BigInt(next) : plan.allowance
    const rolls =
      plan.rollover === 'none' ? null : { times: plan.rollover, max: plan.rolloverMax, until: starts[next + 2] ?? 0n }
    pots.push({ left, expiresAt: starts[next + 1] ?? 0n, isPack: false, order: order++, rolls })
    next++
  }
  const settle = (until: Instant) => {
    for (;;) {
      const dates = [
        ...pots.filter(({ left }) => left > 0n).map(({ expiresAt }) => expiresAt),
        ...starts.slice(next, next + 1),
      ]
      const [at] = dates
        .filter((date) => date <= until && !(date === starts[next] && (date >= past.until || !plan)))
        .sort((a, b) => (a < b ? -1 : 1))
      if (at === undefined) return
      lapse(at)
      begin(at)
    }
  }
  for (const { at, tokens: asked } of past.hours) {
    settle(at)
    let missing = draw(pots, asked)
    if (missing === 0n) continue
    months.add(Number((at - past.from) / (30n * DAY)))
    while (pack && missing > 0n) {
      count++
      const expiresAt = at + BigInt(pack.expiresAfterDays) * DAY
      pots.push({ left: pack.tokens, expiresAt, isPack: true, order: order++, rolls: null })
      missing = draw(pots, missing)
    }
  }
  settle(past.until)
  return { months, count, lost }
}

/** Takes it from the pots, those of the plan first, then what expires soonest, then the oldest; returns what was missing. */
function draw(pots: readonly Pot[], asked: bigint): bigint {
  const filled = pots.filter(({ left }) => left > 0n)
  filled.sort(
    (a, b) =>
      Number(a.isPack) - Number(b.isPack) ||
      (a.expiresAt === b.expiresAt ? a.order - b.order : a.expiresAt < b.expiresAt ? -1 : 1),
  )
  let missing = asked
  for (const pot of filled) {
    const part = pot.left < missing ? pot.left : missing
    pot.left -= part
    missing -= part
  }
  return missing
}

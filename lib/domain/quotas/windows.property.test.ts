import fc from 'fast-check'
import { expect, it } from 'vitest'
import { limitOf, weightOf } from '@/lib/testing/limits'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../instants'
import type { Limit } from './model'
import { giveBackToLimits, planAdmission } from './plan-admission'
import { usedIn, windowAt } from './windows'

const LENGTHS = { minute: MINUTE, hour: HOUR, day: DAY, week: 7n * DAY }
const ZONES = ['UTC', 'Europe/Paris', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/New_York']
/** In the hours before Paris turns its clock back. */
const FROM: Instant = 1_792_836_000n * SECOND

const unit = fc.constantFrom('minute', 'hour', 'day', 'week')
const zone = fc.constantFrom(...ZONES)
const kind = fc.constantFrom('fixed', 'rolling')
const permille = fc.nat({ max: 1500 })
/** Operations with the time since the one before, in thousandths of the window, and their size, in thousandths of the cap. */
const operations = fc.array(fc.record({ after: fc.oneof(fc.nat({ max: 40 }), permille), size: permille }), {
  maxLength: 60,
})

type Admitted = { at: Instant; amount: bigint; limit: Limit }

function admissions(
  limit: Limit,
  length: Instant,
  asked: { after: number; size: number }[],
  zoneName: string,
): Admitted[] {
  const done: Admitted[] = []
  let at = FROM
  let now = limit
  for (const { after, size } of asked) {
    at += (length * BigInt(after)) / 1000n
    const amount = BigInt(size)
    const admission = planAdmission([now], weightOf(amount), at, zoneName, false)
    if (admission.kind === 'full') continue
    now = admission.limits[0] ?? now
    done.push({ at, amount, limit: now })
  }
  return done
}

const sum = (all: readonly Admitted[]) => all.reduce((total, { amount }) => total + amount, 0n)

it('a rolling window never exceeds its cap in any true window of its length', () => {
  fc.assert(
    fc.property(unit, zone, operations, (unitName, zoneName, asked) => {
      const length = LENGTHS[unitName]
      const done = admissions(limitOf({ unit: unitName, kind: 'rolling', cap: 1000n }), length, asked, zoneName)
      for (const last of done) {
        const within = done.filter(({ at }) => last.at - length <= at && at <= last.at)
        expect(sum(within)).toBeLessThanOrEqual(1000n)
      }
    }),
    { numRuns: 500 },
  )
})

it('a fixed window never exceeds its cap between its beginning and its end', () => {
  fc.assert(
    fc.property(unit, zone, operations, (unitName, zoneName, asked) => {
      const done = admissions(limitOf({ unit: unitName, cap: 1000n }), LENGTHS[unitName], asked, zoneName)
      for (const { limit } of done) {
        const { startsAt, endsAt } = limit.window ?? { startsAt: 0n, endsAt: 0n }
        const within = done.filter(({ at }) => startsAt <= at && at < (endsAt ?? 0n))
        expect(sum(within)).toBeLessThanOrEqual(1000n)
      }
    }),
    { numRuns: 300 },
  )
})

it('what is refused is admitted at the announced moment, and a second earlier it is not, in 1,000 windows', () => {
  let refusals = 0
  fc.assert(
    fc.property(
      unit,
      kind,
      zone,
      operations,
      fc.integer({ min: 1, max: 1000 }),
      (unitName, kindName, zoneName, asked, size) => {
        const limit = limitOf({ unit: unitName, kind: kindName, cap: 1000n })
        const last = admissions(limit, LENGTHS[unitName], asked, zoneName).at(-1)
        if (!last) return
        const retry = (at: Instant) => planAdmission([last.limit], weightOf(BigInt(size)), at, zoneName, false)
        const first = retry(last.at)
        if (first.kind === 'admitted') return
        refusals += 1
        const opensAt = first.full[0]?.nextAllowedAt ?? 0n
        expect(opensAt % SECOND).toBe(0n)
        expect(retry(opensAt).kind).toBe('admitted')
        if (opensAt - SECOND >= last.at) expect(retry(opensAt - SECOND).kind).toBe('full')
      },
    ),
    { numRuns: 3000 },
  )
  expect(refusals).toBeGreaterThanOrEqual(1000)
})

it('a hold that is given back leaves the count as if it had never been', () => {
  fc.assert(
    fc.property(unit, kind, zone, operations, fc.nat({ max: 59 }), (unitName, kindName, zoneName, asked, place) => {
      const limit = limitOf({ unit: unitName, kind: kindName, cap: 1_000_000n })
      const length = LENGTHS[unitName]
      const all = admissions(limit, length, asked, zoneName)
      const held = all[place % Math.max(all.length, 1)]
      const last = all.at(-1)
      if (!held || !last) return
      const at = last.at + length / 7n
      const back = giveBackToLimits([last.limit], weightOf(held.amount), held.at, at, zoneName)
      const never = all
        .filter((each) => each !== held)
        .reduce<Limit>((now, each) => {
          const admission = planAdmission([now], weightOf(each.amount), each.at, zoneName, false)
          return (admission.kind === 'admitted' && admission.limits[0]) || now
        }, limit)
      const used = (each: Limit | undefined) => (each?.window ? usedIn(windowAt(each, at, zoneName)) : 0n)
      expect(used(back[0])).toBe(used(never))
    }),
    { numRuns: 500 },
  )
})

import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { offencesOf } from '@/lib/testing/holds'
import { ensureTestCard, SYSTEM, TestClock, testHouse } from '@/lib/testing/house'
import type { RealLedger } from '@/lib/testing/ledger-comparison'
import { Charge, Grant, Remove, Reverse, Wait, WaitUntilDue } from '@/lib/testing/ledger-deeds'
import { Capture, OpenHold, Release } from '@/lib/testing/ledger-hold-deeds'
import { testPlan } from '@/lib/testing/plans'
import { ReferenceLedger } from '@/lib/testing/reference-ledger'
import { assignPlan } from '../oversight/assign-plan'
import { openCustomerAccount } from '../oversight/open-customer-account'

/**
 * The guarantee: on every sequence of deeds the ledger in PostgreSQL and the reference ledger agree, grant by grant, hold by hold, refusal
 * by refusal, and verify finds nothing. `LEDGER_CASES` is how many sequences are tried.
 */
const CASES = Number.parseInt(process.env.LEDGER_CASES ?? '150', 10)

interface PlanTerms {
  tokens: number
  rollover: 'none' | 'once' | 'unlimited'
  max: number | null
  captureAbove: 'refuse' | 'charge'
  /** Days of January 2026 from which months are counted. */
  day: number
}

const PLANS: (PlanTerms | null)[] = [
  null,
  { tokens: 30, rollover: 'none', max: null, captureAbove: 'charge', day: 31 },
  { tokens: 30, rollover: 'once', max: 10, captureAbove: 'refuse', day: 5 },
  { tokens: 20, rollover: 'once', max: null, captureAbove: 'charge', day: 29 },
  { tokens: 25, rollover: 'unlimited', max: 12, captureAbove: 'refuse', day: 31 },
]

const action = fc.constantFrom('unit', 'other')
const mode = fc.constantFrom('admit' as const, 'admit' as const, 'report' as const)
const size = fc.integer({ min: 1, max: 25 })
const grant = fc
  .tuple(
    fc.integer({ min: 1, max: 60 }),
    fc.record({ from: fc.constantFrom(0, 0, 2), lasts: fc.constantFrom(1, 5, 5, 12, 60) }),
    fc.constantFrom(10, 10, 20),
    fc.boolean(),
    fc.constantFrom<string[]>([], [], ['unit']),
  )
  .map((args) => new Grant(...args))
const hold = fc
  .tuple(size, action, fc.constantFrom(60, 900, 7200, 86_400, 86_400), fc.boolean())
  .map((args) => new OpenHold(...args))
const capture = fc
  .tuple(
    fc.nat(3),
    fc.constantFrom('below' as const, 'below' as const, 'at' as const, 'above' as const, 'failed' as const),
    fc.integer({ min: 1, max: 25 }),
    mode,
    fc.boolean(),
  )
  .map((args) => new Capture(...args))
/** So that from the beginning holds and charges draw on more than one grant. */
const FIRST = [
  new Grant(10, { from: 0, lasts: 5 }, 10, true, []),
  new Grant(10, { from: 0, lasts: 60 }, 20, false, ['unit']),
  new Grant(40, { from: 0, lasts: 12 }, 20, true, []),
]
/** What stands twice is done twice as often. */
const deeds = [
  grant,
  grant,
  fc.tuple(size, action, mode, fc.boolean()).map((args) => new Charge(...args)),
  size.map((tokens) => new Remove(tokens)),
  fc.nat(40).map((pick) => new Reverse(pick)),
  hold,
  hold,
  capture,
  capture,
  fc.nat(3).map((pick) => new Release(pick)),
  fc.constantFrom(0.01, 1, 12, 24, 50, 120, 200, 24 * 33, 24 * 95).map((hours) => new Wait(hours)),
  fc.constantFrom(-3600, -1, 0, 0, 1, 1800).map((seconds) => new WaitUntilDue(seconds)),
]

let planKeys: (string | null)[]
beforeAll(async () => {
  const house = testHouse()
  await ensureTestCard(house)
  planKeys = await Promise.all(
    PLANS.map(async (terms) => {
      if (!terms) return null
      const { tokens, rollover, max, captureAbove } = terms
      const rolloverMax = max === null ? null : `${max}`
      return testPlan(house, tokens, { priceCents: 700n, rollover, rolloverMax, captureAbove })
    }),
  )
})

async function setUp(plan: number, debtLimit: number): Promise<{ model: ReferenceLedger; real: RealLedger }> {
  const clock = new TestClock()
  const house = testHouse(clock)
  const { accountId } = await openCustomerAccount(
    SYSTEM,
    { name: 'Reference', timeZone: 'UTC', currency: 'EUR', debtLimit: `${debtLimit}` },
    house,
  )
  const [terms, planKey] = [PLANS[plan], planKeys[plan]]
  const model = new ReferenceLedger(Number(clock.now()), debtLimit, terms?.captureAbove)
  if (terms && planKey) {
    const { tokens, day, max } = terms
    const anchor = `2026-01-${`${day}`.padStart(2, '0')}T00:00:00`
    await assignPlan(SYSTEM, { accountId, planKey, anchor, reason: 'For the test.' }, house)
    const rollover = terms.rollover === 'none' ? null : { again: terms.rollover === 'unlimited', max: max ?? Infinity }
    model.subscribe({ tokens, cost: 700, anchor: { year: 2026, month: 1, day }, rollover })
  }
  return { model, real: { house, clock, accountId, holds: [], deeds: 0 } }
}

it('agrees with the reference ledger on every sequence of deeds', { timeout: CASES * 4000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands(deeds, { maxCommands: 30, size: '+1' }),
      fc.constantFrom(...PLANS.keys()),
      fc.constantFrom(0, 15),
      async (sequence, plan, debtLimit) => {
        const both = await setUp(plan, debtLimit)
        for (const deed of FIRST) await deed.run(both.model, both.real)
        await fc.asyncModelRun(() => both, sequence)
        expect(await offencesOf(both.real.house, both.real.accountId)).toEqual([])
      },
    ),
    { numRuns: CASES },
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import { HALF_WAY, NOTHING, onPlan, PERIOD, planOf } from '@/lib/testing/standings'
import type { Plan } from '../catalogue/plans'
import { DAY, type Instant } from '../instants'
import type { Allowance, Book, Grant } from '../ledger/model'
import { planDebtPayment, planSettlement, settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { applyPlanChange } from '../subscriptions/apply-plan-change'
import { applyPlanEnd } from '../subscriptions/apply-plan-end'
import { planChange, type Standing } from '../subscriptions/plan-change'
import { deedOf, type PreviewFacts, previewPlan } from './plan-preview'
import type { Tax } from './tax'

const TAX: Tax = { rule: 'rate', rateBasis: 2000, country: 'FR' }
const SMALL = planOf('small', 1000n, { priceCents: 1900n })
const LARGE = planOf('large', 4000n, { priceCents: 4900n })

/** An account in the middle of its period, with what the plan brought and a pack. */
function bookAt(standing: Standing, overrides: Partial<Book> = {}, left = 800_000n): Book {
  const { current, next } = standing
  const grants: Grant[] = [grantOf('pack', 250_000n, { source: 'pack', priority: 30, expiresAt: 500n * DAY })]
  if (current) {
    const { id: allowanceId, amount, rollover } = current.allowance
    const period = { source: 'plan' as const, priority: 20, allowanceId, periodN: PERIOD.n, rollover }
    grants.push(
      grantOf(`of ${allowanceId}`, left, { ...period, amount, spent: amount - left, expiresAt: PERIOD.endsAt }),
    )
  }
  const allowances = [current, next].flatMap((one): [string, Allowance][] =>
    one ? [[one.allowance.id, one.allowance]] : [],
  )
  return bookOf(grants, { allowances: new Map(allowances), timeZone: 'UTC', ...overrides })
}

function preview(standing: Standing, target: Plan | null, overrides: Partial<PreviewFacts> = {}) {
  return previewPlan({ book: bookAt(standing), standing, current: null, target, at: HALF_WAY, tax: TAX, ...overrides })
}

describe('the preview of', () => {
  it('an upgrade says what it costs, how that comes about, what it brings, and what is charged next', () => {
    expect(preview(onPlan(SMALL), LARGE)).toMatchObject({
      verb: 'upgrade',
      from: HALF_WAY,
      rest: { differenceCents: 3000n, left: 15n * DAY, whole: 30n * DAY },
      netCents: 1500n,
      taxCents: 300n,
      totalCents: 1800n,
      tokens: 1_500_000n,
      available: { before: 1_050_000n, after: 2_550_000n },
      nextCharge: { at: PERIOD.endsAt, netCents: 4900n, totalCents: 5880n },
      undoUntil: null,
    })
  })

  it('a start says when its first period ends', () => {
    const { verb, tokens, totalCents, nextCharge } = preview(NOTHING, LARGE)
    expect([verb, tokens, totalCents]).toEqual(['start', 4_000_000n, 5880n])
    expect(nextCharge).toMatchObject({ totalCents: 5880n })
    expect((nextCharge?.at ?? 0n) - HALF_WAY).toBeGreaterThanOrEqual(28n * DAY)
  })

  it.each([
    ['a downgrade', 'downgrade', onPlan(LARGE), SMALL, 1900n],
    ['a cancellation', 'cancel', onPlan(LARGE), null, null],
    ['a cancellation of what was to become smaller', 'cancel', onPlan(LARGE, SMALL), null, null],
  ] as const)('%s costs nothing today, and can be undone until the period ends', (_, verb, standing, plan, price) => {
    const said = preview(standing, plan)
    expect(said).toMatchObject({ verb, from: PERIOD.endsAt, totalCents: 0n, tokens: 0n, undoUntil: PERIOD.endsAt })
    expect(said.available.after).toBe(said.available.before)
    expect(said.nextCharge?.netCents ?? null).toBe(price)
  })

  it('a cancellation says what becomes of every grant: what rolls over, what expires, and that nothing is lost', () => {
    const { grants } = preview(onPlan(LARGE), null, { book: bookAt(onPlan(LARGE), {}, 3_000_000n) })
    expect(grants).toMatchObject([
      { name: 'of large', tokens: 3_000_000n, lost: 0n, until: PERIOD.endsAt, rollsOver: 2_000_000n },
      { name: 'pack', tokens: 250_000n, lost: 0n, until: 500n * DAY, rollsOver: 0n },
    ])
  })

  it('a plan that the seller bills elsewhere has no next charge when it is kept, and one when it is paid by card', () => {
    expect(preview(onPlan(LARGE, SMALL), LARGE)).toMatchObject({ verb: 'keep', nextCharge: null })
    const { current, ...rest } = onPlan(LARGE, SMALL)
    const paid = current && {
      ...current,
      allowance: { ...current.allowance, paidUntil: PERIOD.endsAt, isBilled: true },
    }
    const at = { ...rest, current: paid }
    expect(preview(at, LARGE, { book: bookAt(at) })).toMatchObject({
      nextCharge: { at: PERIOD.endsAt, netCents: 4900n },
    })
  })

  it('what changes nothing changes nothing', () => {
    expect(preview(onPlan(LARGE), LARGE)).toMatchObject({ verb: 'unchanged', totalCents: 0n, tokens: 0n })
    expect(preview(onPlan(LARGE, SMALL), SMALL)).toMatchObject({ verb: 'unchanged', from: 0n + PERIOD.startsAt })
  })
})

it.each([
  ['what costs something is ordered', { verb: 'upgrade', netCents: 100n, totalCents: 120n }, 'order'],
  ['what costs less than a payment can be waits', { verb: 'upgrade', netCents: 41n, totalCents: 49n }, null],
  ['what costs nothing is done', { verb: 'upgrade', netCents: 0n, totalCents: 0n }, 'choose'],
  ['so is what comes at the end of the period', { verb: 'downgrade', netCents: 0n, totalCents: 0n }, 'choose'],
  ['so is an end', { verb: 'cancel', netCents: 0n, totalCents: 0n }, 'cancel'],
  ['what changes nothing is not confirmed', { verb: 'unchanged', netCents: 0n, totalCents: 0n }, null],
] as const)('%s', (_, preview, deed) => {
  expect(deedOf(preview)).toBe(deed)
})

describe('the preview of any change at any time', () => {
  const plan = (key: string) =>
    fc
      .record({
        tokens: fc.bigInt(1n, 10_000n),
        priceCents: fc.bigInt(0n, 100_000n),
        periodUnit: fc.constantFrom('month', 'year'),
        rollover: fc.constantFrom('none', 'once', 'unlimited'),
        max: fc.option(fc.bigInt(0n, 10_000_000n)),
      })
      .map(({ tokens, rollover, max, ...rest }) =>
        planOf(key, tokens, { ...rest, rollover, rolloverMax: rollover === 'none' ? null : max }),
      )
  const standing = fc
    .tuple(fc.option(plan('running')), fc.option(plan('next')))
    .map(([running, next]) => (running ? onPlan(running, next) : NOTHING))
  const at = fc.bigInt(PERIOD.startsAt, PERIOD.endsAt - 1n)

  it('is what the deed then posts, to the cent and the thousandth, and takes nothing away', () => {
    fc.assert(
      fc.property(
        standing,
        fc.option(plan('target')),
        at,
        fc.bigInt(0n, 500_000n),
        fc.bigInt(1n, 1_000_000n),
        (...given) => {
          const [where, target, now, debt, left] = given
          if (!target && !where.current) return
          const used = left < (where.current?.allowance.amount ?? left) ? left : 1n
          const book = bookAt(where, { debt, debtLimit: debt }, used)
          const said = preview(where, target, { book, at: now })
          const { after, costCents } = posted(book, where, target, now)
          expect(said.available.after).toBe(after.available)
          expect(said.netCents).toBe(costCents)
          expect(said.tokens).toBe(broughtBy(book, after))
          expect(said.grants.map(({ lost }) => lost)).toEqual(said.grants.map(() => 0n))
          for (const { grantId, until, rollsOver } of said.grants) {
            expect(planSettlement(after, until ?? now).grants.get(grantId)?.rolledOver).toBe(rollsOver)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

/** The deed, as it is done under the lock. */
function posted(book: Book, standing: Standing, target: Plan | null, now: Instant): { after: Book; costCents: bigint } {
  const open = new OpenBook(book)
  let costCents = 0n
  let made = 0
  if (target) {
    const decided = planChange(standing, target, now)
    if (decided.kind !== 'unchanged') {
      const terms = { plan: target, isBilled: true, now, readAt: now, actor: 'staff:test', reason: 'For the test.' }
      const newId = () => `11111111-0000-7000-8000-00000000000${made++}`
      costCents = applyPlanChange(open, standing, decided, { ...terms, newId }).costCents
      if (decided.kind === 'start') costCents = target.priceCents
    }
  } else applyPlanEnd(open, standing, now)
  settle(open, now)
  const payment = planDebtPayment(open.book, now)
  if (payment) open.post(payment, now)
  return { after: open.book, costCents }
}

function broughtBy(before: Book, after: Book): bigint {
  const added = [...after.grants.values()].filter(({ id }) => !before.grants.has(id))
  return added.reduce((sum, { amount }) => sum + amount, 0n)
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HALF_WAY, NOTHING, onPlan as on, PERIOD, planOf, subscriptionTo } from '@/lib/testing/standings'
import type { Plan } from '../catalogue/plans'
import { DAY, type Instant } from '../instants'
import { planChange } from './plan-change'

const SMALL = planOf('small', 1000n)
const LARGE = planOf('large', 4000n)

describe('putting an account on a plan', () => {
  it.each([
    ['that has none starts it', NOTHING, SMALL, 'start'],
    ['whose period was not paid for starts it', { ...on(SMALL), period: null }, LARGE, 'start'],
    ['that is on it changes nothing', on(SMALL), SMALL, 'unchanged'],
    ['that will be on it changes nothing', on(LARGE, SMALL), SMALL, 'unchanged'],
    [
      'that will be on it without having one changes nothing',
      { ...NOTHING, next: subscriptionTo(SMALL) },
      SMALL,
      'unchanged',
    ],
    ['that is to leave it keeps it', on(LARGE, SMALL), LARGE, 'keep'],
    ['whose plan is to end keeps it', { ...on(LARGE), current: subscriptionTo(LARGE, PERIOD.endsAt) }, LARGE, 'keep'],
    ['on a smaller one upgrades at once', on(SMALL), LARGE, 'upgrade'],
    ['that is to leave for a smaller one upgrades at once', on(LARGE, SMALL), planOf('huge', 9000n), 'upgrade'],
    [
      'on one as large but cheaper upgrades at once',
      on(SMALL),
      { ...SMALL, key: 'better', priceCents: 99n },
      'upgrade',
    ],
    ['on a larger one waits', on(LARGE), SMALL, 'at-period-end'],
    ['on a larger and cheaper one waits', on(LARGE), { ...SMALL, priceCents: 9999n }, 'at-period-end'],
    ['on one with the same terms waits', on(SMALL), { ...SMALL, key: 'twin' }, 'at-period-end'],
    [
      'with periods of another length waits',
      on(SMALL),
      planOf('yearly', 90_000n, { periodUnit: 'year' }),
      'at-period-end',
    ],
    [
      'whose plan brings more since upgrades to what it brings now',
      on(SMALL),
      { ...SMALL, allowance: 1_000_001n },
      'upgrade',
    ],
    ['whose plan rolls over otherwise since waits', on(SMALL), { ...SMALL, rolloverMax: 1n }, 'at-period-end'],
  ] as const)('%s', (_, standing, plan, kind) => {
    expect(planChange(standing, plan, HALF_WAY).kind).toBe(kind)
  })
})

/** What the upgrade adds; fails when it is none. */
function restOf(from: Plan, to: Plan, at: Instant) {
  const change = planChange(on(from), to, at)
  if (change.kind !== 'upgrade') throw new Error(`Expected an upgrade, got ${change.kind}.`)
  return change.rest
}

describe('an upgrade', () => {
  it.each([
    ['at the beginning', PERIOD.startsAt, 3_000_000n, 30n],
    ['half-way', HALF_WAY, 1_500_000n, 15n],
    ['after a third', 110n * DAY, 2_000_000n, 20n],
    ['a microsecond after the beginning', PERIOD.startsAt + 1n, 2_999_999n, 29n],
    ['a microsecond before the end', PERIOD.endsAt - 1n, 0n, 0n],
  ])('adds the difference for what is left, rounded down: %s', (_, at, tokens, costCents) => {
    expect(restOf(SMALL, LARGE, at)).toMatchObject({ tokens, costCents })
  })

  it('to a larger plan that is cheaper costs nothing more', () => {
    expect(restOf(SMALL, { ...LARGE, priceCents: 1n }, HALF_WAY)).toMatchObject({ tokens: 1_500_000n, costCents: 0n })
  })

  it.each([
    ['from a limit to a higher one: the difference', 'once', 500n, 'once', 2000n, { times: 'once', max: 1500n }],
    ['from a limit to the same one: nothing', 'once', 500n, 'unlimited', 500n, null],
    ['from a limit to none: all', 'once', 500n, 'unlimited', null, { times: 'unlimited', max: null }],
    ['from none to a limit: nothing', 'once', null, 'once', 500n, null],
    ['from nothing to a limit: up to it', 'none', null, 'once', 500n, { times: 'once', max: 500n }],
    ['to nothing: nothing', 'once', 500n, 'none', null, null],
  ] as const)('lets roll over what the old plan would not: %s', (_, rollover, rolloverMax, to, max, rule) => {
    const [from, into] = [
      { ...SMALL, rollover, rolloverMax },
      { ...LARGE, rollover: to, rolloverMax: max },
    ]
    expect(restOf(from, into, HALF_WAY).rollover).toEqual(rule)
  })

  it('never brings more in a period than the dearest plan of the chain, and lets no more roll over', () => {
    const anyPlan = fc.record({ tokens: fc.bigInt(1n, 10n ** 12n), cents: fc.bigInt(0n, 10n ** 9n) })
    const anyStep = fc.record({ plan: anyPlan, part: fc.bigInt(0n, 999_999n) })
    const toPlan = ({ tokens, cents }: { tokens: bigint; cents: bigint }, i: number) =>
      planOf(`plan ${i}`, tokens, { allowance: tokens, priceCents: cents, rolloverMax: tokens })
    fc.assert(
      fc.property(anyPlan, fc.array(anyStep, { maxLength: 8 }), (first, steps) => {
        let plan = toPlan(first, -1)
        const brought = { tokens: plan.allowance, rollover: plan.allowance }
        for (const [i, step] of [...steps].sort((a, b) => (a.part < b.part ? -1 : 1)).entries()) {
          const to = toPlan(step.plan, i)
          const at = PERIOD.startsAt + ((PERIOD.endsAt - PERIOD.startsAt) * step.part) / 1_000_000n
          const change = planChange(on(plan), to, at)
          if (change.kind !== 'upgrade') continue
          brought.tokens += change.rest.tokens
          brought.rollover += change.rest.rollover?.max ?? 0n
          plan = to
        }
        expect([brought.tokens <= plan.allowance, brought.rollover <= plan.allowance]).toEqual([true, true])
      }),
    )
  })
})

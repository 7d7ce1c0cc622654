import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MEDIUM, NOW, topUpFactsOf, topUpOf } from '@/lib/testing/top-ups'
import { DAY, HOUR, type Instant } from '../instants'
import type { OrderState } from './order-model'
import type { TopUp } from './top-up-model'
import { monthOf, planTopUp, spentIn } from './top-up-plan'
import { afterRun, blockedBy, started, switchedOff, switchedOn } from './top-up-state'

const ZONE = 'Europe/Paris'

interface BoughtOrder {
  id: string
  createdAt: Instant
  state: OrderState
  totalCents: bigint
  settledAt: Instant | null
  failure: string | null
  /** The ceiling under which it was opened. */
  ceilingCents: bigint
}

/** What may come in any order: each is one transaction, or the provider's answer, and between two of them anybody may die. */
type Deed =
  | { kind: 'open' | 'note' | 'off' }
  | { kind: 'settle'; state: 'done' | 'failed' | 'mismatch' | 'canceled' }
  | { kind: 'wait'; by: bigint }
  | { kind: 'set'; ceilingCents: bigint }
  | { kind: 'price'; cents: bigint }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('open' as const) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('settle' as const),
      state: fc.constantFrom('done', 'done', 'done', 'failed', 'mismatch', 'canceled'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('note' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('off' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), by: fc.constantFrom(HOUR, 7n * HOUR, DAY, 9n * DAY) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      ceilingCents: fc.constantFrom(1740n, 2000n, 3480n, 6000n, 20_000n),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('price' as const), cents: fc.constantFrom(700n, 1450n, 3000n) }),
  },
)

/** The rule with its orders, as the verbs keep them. */
class World {
  now = NOW
  topUp: TopUp = topUpOf()
  readonly orders: BoughtOrder[] = []
  private price = MEDIUM.priceCents

  do(deed: Deed): void {
    const by = { accountId: this.topUp.accountId, taxRateBasis: 2000, actor: 'member:ada', now: this.now }
    if (deed.kind === 'open') this.open()
    if (deed.kind === 'note') this.note()
    if (deed.kind === 'off') this.topUp = switchedOff(this.topUp, by)
    if (deed.kind === 'settle') this.settle(deed.state)
    if (deed.kind === 'wait') this.now += deed.by
    if (deed.kind === 'set') this.topUp = switchedOn(this.topUp, { ...this.topUp, ceilingCents: deed.ceilingCents }, by)
    if (deed.kind === 'price') this.price = deed.cents
  }

  private note(): void {
    const order = this.orders.find(({ id }) => id === this.topUp.orderId)
    if (order) this.topUp = afterRun(this.topUp, order, this.now)
  }

  private open(): void {
    this.note()
    const month = monthOf(this.now, ZONE)
    const counter = { ...topUpFactsOf().counter, packs: [{ ...MEDIUM, priceCents: this.price }] }
    const facts = topUpFactsOf({
      now: this.now,
      available: 0n,
      counter: counter as ReturnType<typeof topUpFactsOf>['counter'],
      isInFlight: this.orders.some(({ state }) => state === 'pending'),
      spentCents: spentIn(month, this.orders),
    })
    const plan = planTopUp(this.topUp, facts)
    if (plan.kind === 'blocked') this.topUp = blockedBy(this.topUp, plan.by, this.now, month.endsAt)
    if (plan.kind !== 'buy') return
    const id = `order ${this.orders.length}`
    const { totalCents } = plan.sale
    const { ceilingCents } = this.topUp
    const fresh = { state: 'pending', settledAt: null, failure: null } as const
    this.orders.push({ id, createdAt: this.now, totalCents, ceilingCents, ...fresh })
    this.topUp = started(this.topUp, id)
  }

  private settle(state: OrderState): void {
    const order = this.orders.find((one) => one.state === 'pending')
    if (order)
      Object.assign(order, { state, settledAt: this.now, failure: state === 'failed' ? 'card_declined' : null })
  }
}

const isPaid = ({ state }: BoughtOrder) => state === 'done' || state === 'mismatch'

/** Every month's paid orders, by one of their dates, with the highest ceiling that any of them was opened under. */
function months(orders: readonly BoughtOrder[], dateOf: (order: BoughtOrder) => Instant) {
  const byMonth = new Map<Instant, BoughtOrder[]>()
  for (const order of orders.filter(isPaid)) {
    const { startsAt } = monthOf(dateOf(order), ZONE)
    byMonth.set(startsAt, [...(byMonth.get(startsAt) ?? []), order])
  }
  return [...byMonth.values()].map((paid) => ({
    spent: paid.reduce((sum, { totalCents }) => sum + totalCents, 0n),
    ceiling: paid.reduce((most, { ceilingCents }) => (ceilingCents > most ? ceilingCents : most), 0n),
  }))
}

it('in no order of runs, ends, deaths, waits and changes is a month’s ceiling passed, or are two purchases under way', () => {
  fc.assert(
    fc.property(fc.array(deed, { minLength: 10, maxLength: 120 }), (deeds) => {
      const world = new World()
      for (const one of deeds) {
        const before = world.orders.length
        world.do(one)
        expect(world.orders.filter(({ state }) => state === 'pending').length).toBeLessThanOrEqual(1)
        const fresh = world.orders.at(-1)
        if (world.orders.length > before && fresh) {
          expect(world.topUp).toMatchObject({ isOn: true, paused: null, orderId: fresh.id })
        }
      }
      for (const dateOf of [
        ({ settledAt }: BoughtOrder) => settledAt ?? 0n,
        ({ createdAt }: BoughtOrder) => createdAt,
      ]) {
        for (const { spent, ceiling } of months(world.orders, dateOf)) expect(spent).toBeLessThanOrEqual(ceiling)
      }
    }),
    { numRuns: 500 },
  )
})

it('between its second decline in a row and its own switch it buys nothing', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const world = new World()
      world.topUp = topUpOf({ failures: 2, paused: { at: NOW, reason: 'card_declined' } })
      for (const one of deeds) {
        if (one.kind === 'set') break
        world.do(one)
      }
      expect(world.orders).toEqual([])
    }),
  )
})

import { describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY, HOUR, instantToIso, MINUTE } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, payAtPage, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor, testBuyer, testOrder } from '@/lib/testing/purchases'
import { assignPlan } from '../oversight/assign-plan'
import { getPlan } from '../subscriptions/get-plan'
import { fulfilOrder } from './fulfil-order'
import { placePlanOrder } from './place-plan-order'

const scene = sceneOfPurchases()

const grantsOf = (accountId: string) =>
  scene.house.db.grant.findMany({ where: { accountId }, orderBy: { createdSeq: 'asc' } })

describe('a plan that is bought', () => {
  it('begins when it is paid, with its first period paid and the card kept for the next', async () => {
    const { house, clock } = scene
    const { accountId, owner, order } = await onPaidPlan(scene)
    expect(order).toMatchObject({ kind: 'plan', state: 'done', netCents: 10_000n, taxCents: 2_000n, failure: null })
    expect(await grantsOf(accountId)).toMatchObject([
      { id: order.grantId, source: 'plan', available: 10_000_000n, costCents: 10_000n },
    ])
    const { plan } = await getPlan(owner, { accountId }, house)
    expect(plan).toMatchObject({ costCents: 10_000n, renewsAt: plan?.period?.endsAt })
    const [allowance] = (await findBook(house.db, accountId))?.allowances.values() ?? []
    expect(allowance).toMatchObject({ isBilled: true, paidUntil: plan?.period?.endsAt, nextAt: plan?.period?.endsAt })
    expect((plan?.period?.endsAt ?? 0n) - clock.now()).toBeGreaterThan(27n * DAY)
  })

  it('is one order, one payment and one plan for twenty pressed buttons', async () => {
    const { house } = scene
    const buyer = await testBuyer(house)
    const planKey = await testPlan(house, 10_000, { priceCents: 10_000n })
    const form = planForm(scene, buyer, { planKey, shownCents: '12000' })
    const orders = await Promise.all(Array.from({ length: 20 }, () => placePlanOrder(buyer.owner, form, house)))
    expect(new Set(orders.map(({ id }) => id)).size).toBe(1)
    const [order] = orders
    if (!order) throw new Error('There is no order.')
    await payAtPage(scene, { ...order, sessionId: orders.find(({ sessionId }) => sessionId)?.sessionId ?? null })
    expect(await paidFor(house, buyer.accountId)).toEqual({ payments: 1, cents: 12_000 })
    expect(await grantsOf(buyer.accountId)).toHaveLength(1)
  })

  it('is parked when another plan runs by the time that it is paid', async () => {
    const { house } = scene
    const buyer = await testBuyer(house)
    const [planKey, other] = [await testPlan(house, 10_000, { priceCents: 10_000n }), await testPlan(house, 500)]
    const order = await placePlanOrder(buyer.owner, planForm(scene, buyer, { planKey, shownCents: '12000' }), house)
    await assignPlan(SYSTEM, { accountId: buyer.accountId, planKey: other, reason: 'By contract.' }, house)
    expect(await payAtPage(scene, order)).toMatchObject({ state: 'mismatch', failure: 'not-to-be-had', grantId: null })
    const ref = { accountId: order.accountId, orderId: order.id }
    expect(await fulfilOrder(SYSTEM, ref, house)).toMatchObject({ state: 'mismatch', failure: 'not-to-be-had' })
    const told = await house.db.outboxEvent.findMany({ where: { accountId: order.accountId, name: 'order.mismatch' } })
    expect(told).toHaveLength(1)
  })
})

describe('an upgrade', () => {
  const upgraded = async (card = 'success') => {
    const { house, clock } = scene
    const buyer = await onPaidPlan(scene, card)
    const large = await testPlan(house, 40_000, { priceCents: 31_000n })
    clock.advance(10n * DAY)
    const { period } = (await getPlan(buyer.owner, buyer_(buyer), house)).plan ?? {}
    if (!period) throw new Error('No period runs.')
    const part = (whole: bigint) => (whole * (period.endsAt - clock.now())) / (period.endsAt - period.startsAt)
    const [tokens, net] = [part(30_000_000n), part(21_000n)]
    return { buyer, large, tokens, net, total: net + (net * 20n + 50n) / 100n, period }
  }
  const buyer_ = ({ accountId }: { accountId: string }) => ({ accountId })

  it('with the saved card is paid and there in one step, to the cent and the thousandth of its quote', async () => {
    const { house, clock } = scene
    const { buyer, large, tokens, net, total, period } = await upgraded()
    const form = planForm(scene, buyer, { planKey: large, shownCents: `${total}`, payWith: 'saved-card' })
    clock.advance(7n * MINUTE)
    const order = await placePlanOrder(buyer.owner, form, house)
    expect(order).toMatchObject({ kind: 'upgrade', state: 'done', tokens, netCents: net, totalCents: total })
    const grants = await grantsOf(buyer.accountId)
    expect(grants.at(-1)).toMatchObject({ id: order.grantId, amount: tokens, costCents: net })
    expect(grants[0]?.available).toBe(10_000_000n)
    const book = await findBook(house.db, buyer.accountId)
    const next = [...(book?.allowances.values() ?? [])].filter(({ nextAt }) => nextAt !== null)
    expect(next).toMatchObject([{ planKey: large, nextAt: period.endsAt, paidUntil: period.endsAt, isBilled: true }])
    expect((await paidFor(house, buyer.accountId)).cents).toBe(12_000 + Number(total))
  })

  it('whose saved card is refused is not bought; nothing is added or charged, and it can be paid at the page', async () => {
    const { house } = scene
    const { buyer, large, total } = await upgraded('declined-later')
    const form = planForm(scene, buyer, { planKey: large, shownCents: `${total}` })
    const failed = await placePlanOrder(buyer.owner, { ...form, payWith: 'saved-card' }, house)
    expect(failed).toMatchObject({ state: 'failed', grantId: null, failure: expect.any(String) })
    expect(await grantsOf(buyer.accountId)).toHaveLength(1)
    const again = planForm(scene, buyer, { planKey: large, shownCents: `${total}` })
    expect(await payAtPage(scene, await placePlanOrder(buyer.owner, again, house))).toMatchObject({ state: 'done' })
  })

  it('refuses another price than that of its instant, an old quote, a second purchase, and what costs nothing now', async () => {
    const { house, clock } = scene
    const { buyer, large, total } = await upgraded()
    const place = (more: object) =>
      refusalOf(
        placePlanOrder(buyer.owner, planForm(scene, buyer, { planKey: large, shownCents: `${total}`, ...more }), house),
      )
    expect((await place({ shownCents: `${total - 1n}` })).kind).toBe('price-changed')
    const quotedAt = instantToIso(clock.now())
    clock.advance(HOUR)
    expect((await place({ quotedAt })).kind).toBe('price-changed')
    expect((await place({ planKey: buyer.planKey, shownCents: '0' })).kind).toBe('conflict')
    expect((await place({ planKey: 'no-such-plan' })).kind).toBe('invalid-input')
    await testOrder(house, buyer)
    expect((await place({})).kind).toBe('order-pending')
  })

  it('refuses to be paid at the page in the last hour of a period, and to cost less than a payment can', async () => {
    const { house, clock } = scene
    const { buyer, large, period } = await upgraded()
    clock.advance(period.endsAt - clock.now() - 40n * MINUTE)
    const at = { planKey: large, quotedAt: instantToIso(clock.now()) }
    const left = (21_000n * 40n * MINUTE) / (period.endsAt - period.startsAt)
    expect(left).toBeLessThan(50n)
    const refused = await refusalOf(
      placePlanOrder(buyer.owner, planForm(scene, buyer, { ...at, shownCents: `${left}` }), house),
    )
    expect(refused).toMatchObject({ kind: 'conflict', message: expect.stringContaining('less than a payment') })
    const huge = await testPlan(house, 90_000_000, { priceCents: 90_000_000n })
    const dear = await placePlanOrder(buyer.owner, planForm(scene, buyer, { ...at, planKey: huge }), house).catch(
      (e) => e,
    )
    expect(dear.kind).toBe('price-changed')
    const { totalCents } = dear.facts as { totalCents: string }
    const late = planForm(scene, buyer, { ...at, planKey: huge, shownCents: totalCents })
    const tooLate = await refusalOf(placePlanOrder(buyer.owner, late, house))
    expect(tooLate).toMatchObject({ kind: 'conflict', facts: { rule: 'period-ends-soon' } })
    const byCard = await placePlanOrder(buyer.owner, { ...late, payWith: 'saved-card' }, house)
    expect(byCard.state).toBe('done')
  })
})

it('refuses everybody but owners and billing of the account', async () => {
  const { house } = scene
  const { accountId } = await testBuyer(house)
  const callers = [
    visitorCaller(),
    memberCaller(accountId, 'developer'),
    memberCaller(accountId, 'viewer'),
    memberCaller('00000000-0000-7000-8000-000000000000', 'owner'),
  ]
  const form = planForm(scene, { accountId }, { planKey: 'x' })
  const kinds = await kindsRefused((caller) => placePlanOrder(caller, form, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden', 'not-found'])
})

import { afterEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { onPaidPlan, planForm } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor } from '@/lib/testing/purchases'
import { refusedRenewal, renewals } from '@/lib/testing/renewals'
import { cancelPlan } from './cancel-plan'
import { chargeCards } from './charge-cards'
import { openPage } from './open-page'
import { payAtPage } from './pay-at-page'
import { placePlanOrder } from './place-plan-order'
import { preparePayment } from './prepare-payment'

const scene = sceneOfPurchases()
afterEach(() => renewals(scene).endAll())

/** Pays at every page that the order ever had. */
async function payEverywhere(orderId: string): Promise<void> {
  const sessions = await scene.house.db.sandboxObject.findMany({ where: { kind: 'checkout.session' } })
  for (const { body } of sessions) {
    const { id, client_reference_id: of } = body as { id: string; client_reference_id: string }
    if (of === orderId) await scene.sandbox.payWithCard(id, 'success')
  }
}

describe('the page of a renewal that was refused', () => {
  it('that was paid and not heard of is the payment, when another page is wanted in its last minutes', async () => {
    const { house, sandbox, clock } = scene
    const { owner, ref } = await refusedRenewal(scene)
    const { sessionId } = await payAtPage(owner, ref, house)
    clock.advance(22n * HOUR + 58n * MINUTE)
    await sandbox.payWithCard(sessionId ?? '', 'success')
    expect(await payAtPage(owner, ref, house)).toMatchObject({ state: 'done', sessionId })
    expect((await paidFor(house, ref.accountId)).payments).toBe(2)
  })

  it('is closed when it gives way to another', async () => {
    const { house, clock } = scene
    const { owner, ref } = await refusedRenewal(scene)
    const first = await payAtPage(owner, ref, house)
    clock.advance(22n * HOUR + 56n * MINUTE)
    expect((await payAtPage(owner, ref, house)).sessionId).not.toBe(first.sessionId)
    await payEverywhere(ref.orderId)
    expect((await paidFor(house, ref.accountId)).payments).toBe(2)
  })

  it('is one for two who ask at once', async () => {
    const { house, clock } = scene
    const { owner, ref } = await refusedRenewal(scene)
    const one = await openPage(owner, ref, house)
    clock.advance(2n * SECOND)
    const other = await openPage(owner, ref, house)
    const { sessionId } = await preparePayment(one, house)
    expect((await preparePayment(other, house)).sessionId).toBe(sessionId)
    await payEverywhere(ref.orderId)
    expect((await paidFor(house, ref.accountId)).payments).toBe(2)
  })

  it('is not opened once the plan has ended', async () => {
    const { house } = scene
    const { owner, accountId, ref } = await refusedRenewal(scene)
    await cancelPlan(owner, { accountId }, house)
    expect(await refusalOf(payAtPage(owner, ref, house))).toMatchObject({ kind: 'conflict' })
  })

  it('is of a renewal that is given up when its plan is canceled, so that another plan can be ordered', async () => {
    const { house } = scene
    const one = await refusedRenewal(scene)
    const { owner, accountId, planKey, ref } = one
    await payAtPage(owner, ref, house)
    await cancelPlan(owner, { accountId }, house)
    const [renewal] = await renewals(scene).ordersOf(one)
    expect(renewal).toMatchObject({ kind: 'renewal', state: 'canceled', failure: 'plan-ended' })
    const form = planForm(scene, one, { planKey, shownCents: '12000' })
    expect(await placePlanOrder(owner, form, house)).toMatchObject({ kind: 'plan', state: 'pending' })
  })
})

it('a plan whose card was never reached is not charged days later', async () => {
  const { house, clock } = scene
  const { until, endOf, ordersOf } = renewals(scene)
  const one = await onPaidPlan(scene)
  await cancelPlan(one.owner, { accountId: one.accountId }, house)
  until(await endOf(one))
  const chargeSavedCard = async () => Promise.reject(new PaymentFault('provider-away', 'Nobody answers.'))
  const form = planForm(scene, one, { planKey: one.planKey, shownCents: '12000', payWith: 'saved-card' })
  await placePlanOrder(one.owner, form, { ...house, payments: { ...house.payments, chargeSavedCard } })
  clock.advance(3n * DAY)
  await chargeCards(SYSTEM, {}, house)
  expect(await ordersOf(one)).toMatchObject([{ kind: 'plan', state: 'failed', failure: 'too-late' }, {}])
  expect((await paidFor(house, one.accountId)).payments).toBe(1)
})

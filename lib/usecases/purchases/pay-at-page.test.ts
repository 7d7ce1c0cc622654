import { afterEach, expect, it } from 'vitest'
import { listOrders } from '@/lib/db/purchases-orders'
import { DAY, HOUR } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, payAtPage as pay } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor } from '@/lib/testing/purchases'
import { getPlan } from '../subscriptions/get-plan'
import { chargeCards } from './charge-cards'
import { claimAttempt } from './claim-attempt'
import { openPage } from './open-page'
import { payAtPage } from './pay-at-page'
import { preparePayment } from './prepare-payment'
import { renewPlans } from './renew-plans'

const scene = sceneOfPurchases()
afterEach(async () => {
  await scene.house.db.$executeRaw`UPDATE allowance SET next_at = NULL`
  await scene.house.db
    .$executeRaw`UPDATE "order" SET state = 'canceled', settled_at = created_at WHERE state = 'pending'`
})

/** A plan whose renewal was refused an instant ago, a second before its period. */
async function refused() {
  const { house, clock } = scene
  const buyer = await onPaidPlan(scene, 'declined-later')
  const { plan } = await getPlan(buyer.owner, { accountId: buyer.accountId }, house)
  clock.advance((plan?.period?.endsAt ?? 0n) - clock.now())
  await renewPlans(SYSTEM, {}, house)
  const [renewal] = await listOrders(house.db, buyer.accountId, null, 1)
  if (renewal?.kind !== 'renewal') throw new Error('Nothing was renewed.')
  return { ...buyer, ref: { accountId: buyer.accountId, orderId: renewal.id }, renewal }
}

it('a refused renewal is mended with another card, which is the one that is charged from then on', async () => {
  const { house, clock } = scene
  const { owner, accountId, ref } = await refused()
  const open = await payAtPage(owner, ref, house)
  expect(await payAtPage(owner, ref, house)).toEqual(open)
  expect(await pay(scene, open, 'mastercard')).toMatchObject({ state: 'done', kind: 'renewal' })
  expect(await house.db.paymentCustomer.findUnique({ where: { accountId } })).toMatchObject({ cardBrand: 'mastercard' })
  clock.advance(2n * DAY)
  await chargeCards(SYSTEM, {}, house)
  expect(await paidFor(house, accountId)).toEqual({ payments: 2, cents: 24_000 })
})

it('its page is closed before the saved card is tried again, so that it is paid once', async () => {
  const { house, clock, sandbox } = scene
  const { owner, accountId, ref } = await refused()
  clock.advance(23n * HOUR)
  const { sessionId } = await payAtPage(owner, ref, house)
  clock.advance(2n * HOUR)
  await chargeCards(SYSTEM, {}, house)
  await sandbox.payWithCard(sessionId ?? '', 'success')
  expect((await paidFor(house, accountId)).payments).toBe(1)
  const [renewal] = await listOrders(house.db, accountId, null, 1)
  expect(renewal).toMatchObject({ state: 'pending', attempts: 2 })
  expect(await pay(scene, await payAtPage(owner, ref, house))).toMatchObject({ state: 'done' })
})

it('a page that was paid before the card is tried again is the payment', async () => {
  const { house, clock, sandbox } = scene
  const { owner, accountId, ref } = await refused()
  clock.advance(20n * HOUR)
  const { sessionId } = await payAtPage(owner, ref, house)
  await sandbox.payWithCard(sessionId ?? '', 'success')
  clock.advance(5n * HOUR)
  await chargeCards(SYSTEM, {}, house)
  expect(await paidFor(house, accountId)).toEqual({ payments: 2, cents: 24_000 })
  expect((await listOrders(house.db, accountId, null, 1))[0]).toMatchObject({ state: 'done', kind: 'renewal' })
})

it('a page that is ready only once the card is being charged is closed at once', async () => {
  const { house, clock, sandbox } = scene
  const { owner, accountId, ref } = await refused()
  const order = await openPage(owner, ref, house)
  clock.advance(25n * HOUR)
  await claimAttempt(SYSTEM, ref, house)
  const late = { ...order, payBy: clock.now() + 2n * HOUR }
  expect((await preparePayment(late, house)).sessionId).toBeNull()
  const sessions = await house.db.sandboxObject.findMany({ where: { kind: 'checkout.session' } })
  const { id } = sessions
    .map(({ body }) => body as { id: string; client_reference_id: string; status: string })
    .findLast(({ client_reference_id }) => client_reference_id === ref.orderId) ?? { id: '' }
  await sandbox.payWithCard(id, 'success')
  expect((await paidFor(house, accountId)).payments).toBe(1)
})

it('refuses what is not owed, and while the card is being charged', async () => {
  const { house, clock } = scene
  const { owner, order, accountId, ref } = await refused()
  expect((await refusalOf(payAtPage(owner, { accountId, orderId: order.id }, house))).kind).toBe('conflict')
  clock.advance(25n * HOUR)
  await claimAttempt(SYSTEM, ref, house)
  expect((await refusalOf(payAtPage(owner, ref, house))).message).toContain('being charged')
})

it('refuses everybody but owners and billing of the account', async () => {
  const { accountId, ref } = await refused()
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  expect(await kindsRefused((caller) => payAtPage(caller, ref, scene.house), callers)).toEqual([
    'unauthenticated',
    'forbidden',
    'forbidden',
  ])
})

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, spend, testBuyer, tokensOf } from '@/lib/testing/purchases'
import { openCustomerRefund } from './open-customer-refund'
import { refundCustomerOrder } from './refund-customer-order'

const scene = sceneOfPurchases()

it('refunds by the customer’s own rule, also past the days of the order, with the reason in the books', async () => {
  const { house, clock } = scene
  const order = await paidOrder(scene, await testBuyer(house))
  const { accountId, id: orderId } = order
  await spend(scene, accountId, 80_000)
  clock.advance(60n * DAY)
  const asked = { accountId, orderId, shownCents: '1183', reason: 'Promised on the phone.' }
  const finance = staffCaller('finance')
  const refund = await refundCustomerOrder(finance, asked, house)
  expect(refund).toMatchObject({ state: 'done', netCents: 986n, taxCents: 197n, reason: asked.reason })
  expect(refund.actor).toBe(`staff:${finance.userId}`)
  expect(await tokensOf(house, order)).toMatchObject({ refunded: 170_000, spent: 80_000 })
  expect((await refundCustomerOrder(staffCaller('admin'), asked, house)).id).toBe(refund.id)
  const rows = await house.db.auditEntry.findMany({ where: { accountId, verb: 'oversight.open-customer-refund' } })
  expect(rows).toMatchObject([{ reason: asked.reason }])
})

it('refuses what nobody may refund, a missing reason, and everybody but finance and admins', async () => {
  const { house } = scene
  const { accountId, id: orderId } = await paidOrder(scene, await testBuyer(house))
  const asked = { accountId, orderId, shownCents: '1740', reason: 'For the test.' }
  const callers = [
    ...[visitorCaller(), memberCaller(accountId, 'owner'), staffCaller('support'), staffCaller('operator')],
    staffCaller('auditor'),
  ]
  for (const verb of [refundCustomerOrder, openCustomerRefund]) {
    const kinds = await kindsRefused((caller) => verb(caller, asked, house), callers)
    expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden', 'forbidden'])
  }
  const admin = staffCaller('admin')
  const refused = async (more: object) => refusalOf(refundCustomerOrder(admin, { ...asked, ...more }, house))
  expect((await refused({ reason: ' ' })).faults.map(({ pointer }) => pointer)).toEqual(['/reason'])
  expect((await refused({ shownCents: '1739' })).facts.rule).toBe('refund-changed')
  expect((await refused({ orderId: randomUUID() })).kind).toBe('not-found')
  await spend(scene, accountId, 250_000)
  expect((await refused({ shownCents: '0' })).facts.rule).toBe('refund-nothing-left')
})

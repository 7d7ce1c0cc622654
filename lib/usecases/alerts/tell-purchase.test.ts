import { expect, test } from 'vitest'
import { upsertStaffMember } from '@/lib/db/access-members'
import type { Order } from '@/lib/domain/purchases/order-model'
import { SYSTEM } from '@/lib/testing/house'
import { testMember, testPerson } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder } from '@/lib/testing/purchases'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { changeProfile } from '../access/change-profile'
import { refundOrder } from '../purchases/refund-order'
import { runTopUps } from '../purchases/run-top-ups'
import { setBillingProfile } from '../purchases/set-billing-profile'
import { settleDispute } from '../purchases/settle-dispute'
import { deliverOutbox } from './deliver-outbox'

const scene = sceneOfPurchases()

/** An account whose owner reads French, with a billing manager, a developer and an order that is done. */
async function bought() {
  const { house } = scene
  const owner = await testPerson(house)
  const { accountId, caller } = owner
  await changeProfile(caller, { name: 'Olga', language: 'fr' }, house)
  const billing = await testMember(house, owner, 'billing')
  const developer = await testMember(house, owner, 'developer')
  await setBillingProfile(caller, { accountId, name: 'Ada', address: '1 rue du Test', country: 'FR' }, house)
  const order = await paidOrder(scene, { accountId, owner: caller })
  return { owner, billing, developer, order, caller }
}

/** The last letter to the address once everything that waits is delivered. */
async function lastLetter(recipient: string) {
  await deliverOutbox(SYSTEM, {}, scene.house)
  return scene.house.db.message.findFirst({ where: { recipient }, orderBy: { id: 'desc' } })
}

const documentOf = async ({ accountId }: Order, kind: string) =>
  scene.house.db.document.findFirstOrThrow({ where: { accountId, kind } })

test('a paid order is told once to those who answer for money, each in their language, with the way to its receipt', async () => {
  const { owner, billing, developer, order } = await bought()
  const receipt = await documentOf(order, 'receipt')
  const french = await lastLetter(owner.email)
  expect(french?.subject).toBe('Payé\u00A0: The medium pack, 17,40\u00A0€')
  expect(french?.text).toContain(`/a/${order.accountId}/orders/${order.id}`)
  expect(french?.text).toContain(`Votre reçu ${receipt.number}\u00A0: http`)
  expect(french?.text).toContain(`/a/${order.accountId}/documents/${receipt.id}/pdf?language=fr`)
  expect((await lastLetter(billing.email))?.text).toContain(`Your receipt ${receipt.number}`)
  expect((await lastLetter(developer.email))?.subject).not.toContain('Paid')
})

test('a purchase of auto top-up is told by auto top-up, and not a second time', async () => {
  const { house } = scene
  const { accountId } = await toppedUpBuyer(scene)
  const member = await testPerson(house)
  const { userId } = member.caller
  await house.db.member.create({ data: { accountId, userId, role: 'owner', createdAt: new Date() } })
  await runTopUps(SYSTEM, { after: null }, house)
  expect((await lastLetter(member.email))?.subject).toContain('Auto top-up')
  expect(await house.db.message.count({ where: { recipient: member.email, subject: { startsWith: 'Paid' } } })).toBe(0)
})

test('a refund is told with its sum, its tokens and its credit note', async () => {
  const { billing, order, caller } = await bought()
  await refundOrder(caller, { accountId: order.accountId, orderId: order.id, shownCents: '1740' }, scene.house)
  const letter = await lastLetter(billing.email)
  const note = await documentOf(order, 'credit-note')
  expect(letter?.subject).toBe('Refunded: €17.40')
  expect(letter?.text).toContain('250,000 unused tokens were taken back')
  expect(letter?.text).toContain(`The credit note ${note.number}`)
})

test('a dispute is told to the owner, and to the staff that answers for money', async () => {
  const { billing, order } = await bought()
  const finance = await testPerson(scene.house)
  await upsertStaffMember(scene.house.db, { userId: finance.userId, role: 'finance', createdAt: 0n })
  const told = {
    ...{ id: `du-${order.id}`, status: 'open' as const, amount: 1740n, currency: 'EUR', reason: 'fraudulent' },
    ...{ paymentId: order.paymentId, chargeId: 'ch_1' },
  }
  await settleDispute(SYSTEM, { accountId: order.accountId, orderId: order.id, told }, scene.house)
  expect((await lastLetter(billing.email))?.subject).toContain('the account is frozen')
  const staffs = await lastLetter(finance.email)
  expect(staffs?.subject).toMatch(/^Dispute open: .*, €17.40$/)
  expect(staffs?.text).toContain(`/admin/customers/${order.accountId}/orders`)
  await settleDispute(
    SYSTEM,
    { accountId: order.accountId, orderId: order.id, told: { ...told, status: 'won' } },
    scene.house,
  )
  expect((await lastLetter(billing.email))?.subject).toContain('your tokens are back')
})

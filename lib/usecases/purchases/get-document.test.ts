import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidOrder, testBuyer } from '@/lib/testing/purchases'
import { getDocument } from './get-document'
import { listDocuments } from './list-documents'
import { setBillingProfile } from './set-billing-profile'

const scene = sceneOfPurchases()

it('a document says what was so when it was issued, whatever changes later', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const order = await paidOrder(scene, buyer)
  await setBillingProfile(
    owner,
    { accountId, name: 'Babbage', address: '2 rue', country: 'DE', vatId: 'DE123456789' },
    house,
  )
  const [head] = (await listDocuments(memberCaller(accountId, 'viewer'), { accountId }, house)).documents
  const document = await getDocument(owner, { accountId, documentId: head?.id ?? '' }, house)
  expect(document).toMatchObject({ kind: 'receipt', orderId: order.id, totalCents: 1740n })
  expect(document.number).toMatch(/^R-2026-\d{6}$/)
  const { snapshot } = document
  expect(snapshot.buyer).toEqual({ name: 'Ada', address: '1 rue du Test, Paris', country: 'FR', vatId: null })
  expect(snapshot.seller.country).toBe('FR')
  expect(snapshot.tax).toEqual({ rule: 'rate', rateBasis: 2000, country: 'FR' })
  expect(snapshot.card).toEqual({ brand: 'visa', lastFour: '4242' })
  expect(snapshot.paymentId).toBe(order.paymentId)
  expect(snapshot.lines).toMatchObject([{ tokens: 250_000_000n, netCents: 1450n, expiresAt: expect.any(BigInt) }])
  const staffs = await getDocument(staffCaller('auditor'), { accountId, documentId: document.id }, house)
  expect(staffs.number).toBe(document.number)
})

it('a business gets an invoice with its VAT id, and the database keeps every document as it is', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const profile = { accountId, name: 'Ada SAS', address: '1 rue', country: 'FR', vatId: 'FR40303265045' }
  await setBillingProfile(owner, profile, house)
  await paidOrder(scene, buyer)
  const [head] = (await listDocuments(owner, { accountId }, house)).documents
  expect(head).toMatchObject({ kind: 'invoice', number: expect.stringMatching(/^I-2026-\d{6}$/) })
  const change = house.db.$executeRaw`UPDATE document SET total_cents = 0 WHERE account_id = ${accountId}::uuid`
  await expect(change).rejects.toThrow(/permission denied|append-only/)
})

it('refuses visitors, members of other accounts, and documents that are not there', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const ref = { accountId, documentId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  expect(await kindsRefused((caller) => getDocument(caller, ref, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
  ])
  expect((await refusalOf(getDocument(owner, ref, house))).kind).toBe('not-found')
})

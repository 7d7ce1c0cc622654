import { expect, it } from 'vitest'
import { SYSTEM, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { noteCard } from './note-card'

const house = testHouse()
const CARD = { brand: 'visa', lastFour: '4242', expiryMonth: 12, expiryYear: 2030, fingerprint: null }

it('keeps the card with the customer that it belongs to at the provider’s', async () => {
  const accountId = await testAccount(house)
  const customerId = `cus_${accountId}`
  await noteCard(SYSTEM, { accountId, customerId, card: { id: 'pm_1', customerId, ...CARD } }, house)
  expect(await house.db.paymentCustomer.findUnique({ where: { accountId } })).toMatchObject({
    customerId,
    cardId: 'pm_1',
    cardExpiryYear: 2030,
  })
})

it('refuses everybody but the clock', async () => {
  const accountId = await testAccount(house)
  const input = { accountId, customerId: 'cus_1', card: { id: 'pm_1', customerId: 'cus_1', ...CARD } }
  const callers = [visitorCaller(), memberCaller(accountId, 'owner')]
  expect(await kindsRefused((caller) => noteCard(caller, input, house), callers)).toEqual(['not-found', 'not-found'])
})

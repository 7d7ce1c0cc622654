import { expect, it } from 'vitest'
import { findBillingProfile } from '@/lib/db/purchases-buyers'
import { testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { setBillingProfile } from './set-billing-profile'

const house = testHouse()
const profile = { name: 'Ada', address: '1 rue du Test\nParis', country: 'FR' }

it('is kept as it was last said, the VAT id written in full', async () => {
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  await setBillingProfile(owner, { accountId, ...profile }, house)
  expect(await findBillingProfile(house.db, accountId)).toEqual({ ...profile, vatId: null })
  const changed = { ...profile, country: 'DE', vatId: 'de 136 695 976' }
  await setBillingProfile(memberCaller(accountId, 'billing'), { accountId, ...changed }, house)
  expect(await findBillingProfile(house.db, accountId)).toEqual({ ...changed, vatId: 'DE136695976' })
})

it.each([
  [{ name: ' ' }, 'name', 'required'],
  [{ name: 'Ada\u202E' }, 'name', 'name-unseen'],
  [{ address: '' }, 'address', 'address-missing'],
  [{ address: 'x'.repeat(301) }, 'address', 'too-long'],
  [{ country: 'XX' }, 'country', 'unknown-country'],
  [{ country: 'fr' }, 'country', 'unknown-country'],
  [{ vatId: 'DE136695976' }, 'vatId', 'not-a-vat-id'],
  [{ country: 'US', vatId: '12345' }, 'vatId', 'not-a-vat-id'],
])('%j is refused at its field', async (overrides, field, code) => {
  const accountId = await testAccount(house)
  const input = { accountId, ...profile, ...overrides }
  const refusal = await refusalOf(setBillingProfile(memberCaller(accountId, 'owner'), input, house))
  expect(refusal.faults).toMatchObject([{ pointer: `/${field}`, code }])
})

it('refuses everybody but owners and billing', async () => {
  const accountId = await testAccount(house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => setBillingProfile(caller, { accountId, ...profile }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})

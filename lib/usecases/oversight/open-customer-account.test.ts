import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { openCustomerAccount } from './open-customer-account'

const house = testHouse()
const account = { name: 'Acme', timeZone: 'Europe/Paris', currency: 'EUR' }

it('opens an empty ledger that refuses to go below zero', async () => {
  const { accountId } = await openCustomerAccount(staffCaller('operator'), account, house)
  expect(await findBook(house.db, accountId)).toMatchObject({
    available: 0n,
    debt: 0n,
    debtLimit: 0n,
    version: 0n,
    status: 'active',
  })
})

it('refuses an unknown zone and callers who may not', async () => {
  await expect(
    openCustomerAccount(staffCaller('admin'), { ...account, timeZone: 'Mars/Phobos' }, house),
  ).rejects.toMatchObject({ kind: 'invalid-input' })
  await expect(openCustomerAccount(staffCaller('finance'), account, house)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(openCustomerAccount({ kind: 'visitor', address: '::1' }, account, house)).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

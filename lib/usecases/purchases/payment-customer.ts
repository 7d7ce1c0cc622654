import { listRecipients } from '@/lib/db/access-members'
import { findBillingProfile, findPaymentCustomer } from '@/lib/db/purchases-buyers'
import { withRetry } from '@/lib/db/transactions'
import type { House } from '../define'
import { paymentsOf } from './payments-of'

/** The account's id at the provider's, made there when it has none, with the buyer's name of now. Runs in no transaction. Throws PaymentFault. */
export async function ensureCustomer(accountId: string, house: House): Promise<string> {
  const payments = await paymentsOf(house)
  const known = await withRetry(() => findPaymentCustomer(house.db, accountId))
  const profile = await withRetry(() => findBillingProfile(house.db, accountId))
  const [reader] = await withRetry(() => listRecipients(house.db, accountId, ['owner', 'billing']))
  return payments.ensureCustomer({
    accountId,
    customerId: known,
    name: profile?.name ?? accountId,
    email: reader?.email ?? null,
  })
}

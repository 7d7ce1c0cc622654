import type { Book } from '@/lib/domain/ledger/model'
import type { BillingProfile } from '@/lib/domain/purchases/order-model'
import { Refusal } from '@/lib/domain/refusals'

/** Nothing is sold to an account that may not use it. */
export function requireActive({ status }: Pick<Book, 'status'>): void {
  if (status === 'active') return
  throw new Refusal('account-frozen', { detail: `The account is ${status}, so nothing can be bought. Ask the seller.` })
}

/** Who buys has to be known: it decides the tax, and stands on receipts. */
export function requireBuyer(buyer: BillingProfile | null): BillingProfile {
  if (buyer) return buyer
  throw new Refusal('billing-missing', {
    detail: 'Say first who buys: name, address and country. Nothing was ordered.',
  })
}

import { type Instant, instantToIso } from '@/lib/domain/instants'
import type { BillingProfile } from '@/lib/domain/purchases/order-model'
import type { KeptCard, SavedCard } from '@/lib/domain/purchases/payment-model'
import type { Queryable } from './client'

/** Who buys for the account; null before anybody said. */
export async function findBillingProfile(tx: Queryable, accountId: string): Promise<BillingProfile | null> {
  return tx.billingProfile.findUnique({
    where: { accountId },
    select: { name: true, address: true, country: true, vatId: true },
  })
}

export async function putBillingProfile(
  tx: Queryable,
  accountId: string,
  { name, address, country, vatId }: BillingProfile,
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO billing_profile (account_id, name, address, country, vat_id, changed_at)
    VALUES (${accountId}::uuid, ${name}, ${address}, ${country}, ${vatId}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (account_id) DO UPDATE SET name = excluded.name, address = excluded.address, country = excluded.country,
      vat_id = excluded.vat_id, changed_at = excluded.changed_at`
}

/** The account's id at the payments provider; null before its first purchase. */
export async function findPaymentCustomer(tx: Queryable, accountId: string): Promise<string | null> {
  const row = await tx.paymentCustomer.findUnique({ where: { accountId }, select: { customerId: true } })
  return row?.customerId ?? null
}

export async function putPaymentCustomer(
  tx: Queryable,
  accountId: string,
  customerId: string,
  at: Instant,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO payment_customer (account_id, customer_id, changed_at)
    VALUES (${accountId}::uuid, ${customerId}, ${instantToIso(at)}::timestamptz)
    ON CONFLICT (account_id) DO UPDATE SET customer_id = excluded.customer_id`
}

/** Keeps the card that paid last, for what is paid while nobody is there. */
export async function updateSavedCard(tx: Queryable, accountId: string, card: SavedCard, at: Instant): Promise<void> {
  await tx.$executeRaw`
    UPDATE payment_customer SET card_id = ${card.id}, card_brand = ${card.brand}, card_last_four = ${card.lastFour},
      card_expiry_month = ${card.expiryMonth}, card_expiry_year = ${card.expiryYear}, card_fingerprint = ${card.fingerprint},
      changed_at = ${instantToIso(at)}::timestamptz
    WHERE account_id = ${accountId}::uuid`
}

/** The customer at the provider's and the card that is saved there, for what is paid while nobody is there; null before one was. */
export async function findSavedCard(tx: Queryable, accountId: string): Promise<KeptCard | null> {
  const row = await tx.paymentCustomer.findUnique({ where: { accountId } })
  if (!row) return null
  const { customerId, cardId, cardBrand: brand, cardLastFour: lastFour, cardExpiryMonth, cardExpiryYear } = row
  if (cardId === null || brand === null || lastFour === null || cardExpiryMonth === null || cardExpiryYear === null)
    return null
  return { customerId, cardId, brand, lastFour, expiryMonth: cardExpiryMonth, expiryYear: cardExpiryYear }
}

/** By what the provider knows the saved card's number again; null before one was saved. */
export async function findCardFingerprint(tx: Queryable, accountId: string): Promise<string | null> {
  const row = await tx.paymentCustomer.findUnique({ where: { accountId }, select: { cardFingerprint: true } })
  return row?.cardFingerprint ?? null
}

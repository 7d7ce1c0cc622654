import { z } from 'zod'
import { findSavedCard, putPaymentCustomer, updateSavedCard } from '@/lib/db/purchases-buyers'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { SavedCard } from '@/lib/domain/purchases/payment-model'
import { job } from '../allow'
import { defineUsecase } from '../define'

/** Writes down which card the account pays from while nobody is there. */
export const noteCard = defineUsecase({
  name: 'purchases.note-card',
  input: z.strictObject({
    accountId: AccountId,
    customerId: z.string().min(1),
    card: z.custom<SavedCard>((card) => typeof card === 'object' && card !== null),
  }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId, customerId, card }, work): Promise<void> => {
    const known = await findSavedCard(work.tx, accountId)
    if (known?.cardId === card.id) return work.unchanged()
    await putPaymentCustomer(work.tx, accountId, customerId, work.now)
    await updateSavedCard(work.tx, accountId, card, work.now)
    const { brand, lastFour } = card
    work.audit({ accountId, subject: `payment-customer:${accountId}`, detail: { brand, lastFour } })
  },
})

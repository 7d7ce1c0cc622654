import { z } from 'zod'
import { Text } from '@/lib/domain/input-types'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { SavedCard } from '@/lib/domain/purchases/payment-model'
import { notFound } from '@/lib/domain/refusals'
import { role } from '../allow'
import { defineDirect } from '../define'
import { noteCard } from './note-card'
import { paymentsOf } from './payments-of'

const CALLER = { kind: 'system', rule: 'purchases' } as const

/**
 * Keeps the card that somebody has saved at the provider's page: asks the provider what became of the page, whatever the address says.
 * Returns null when no card was saved. A page of another account's is not found. Throws PaymentFault.
 */
export const keepCard = defineDirect({
  name: 'purchases.keep-card',
  input: z.strictObject({ accountId: AccountId, sessionId: Text.min(1).max(255) }),
  allow: role('owner', 'billing'),
  run: async ({ accountId, sessionId }, _, house): Promise<SavedCard | null> => {
    const payments = await paymentsOf(house)
    const session = await payments.getSession(sessionId).catch((error: unknown) => {
      if (error instanceof PaymentFault && error.kind === 'not-found') throw notFound('page')
      throw error
    })
    if (session.mode !== 'setup' || session.accountId !== accountId) throw notFound('page')
    const { status, cardId, customerId } = session
    if (status !== 'complete' || cardId === null || customerId === null) return null
    const card = await payments.getCard(cardId)
    await noteCard(CALLER, { accountId, customerId, card }, house)
    return card
  },
})

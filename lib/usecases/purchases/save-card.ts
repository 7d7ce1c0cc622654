import { z } from 'zod'
import { config } from '@/lib/config'
import { findBook } from '@/lib/db/ledger'
import { withRetry } from '@/lib/db/transactions'
import { LanguageInput } from '@/lib/domain/access/inputs'
import { Text } from '@/lib/domain/input-types'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { log } from '@/lib/log'
import { role } from '../allow'
import { defineDirect } from '../define'
import { ensureCustomer } from './payment-customer'
import { paymentsOf } from './payments-of'

/** The pages that lead to saving a card, and are come back to. */
export const CARD_PAGES = ['top-up', 'plan', 'plan/pay-as-you-go', 'plan/trial'] as const

/**
 * Opens the provider's page where a card is saved and nothing is paid; returns its address. It comes back to the page that led there, with a
 * `session` in its address that `keep-card` asks about. 'unavailable' while the provider is away.
 */
export const saveCard = defineDirect({
  name: 'purchases.save-card',
  input: z.strictObject({
    accountId: AccountId,
    /** Made once with the form: the same form is the same page. */
    formKey: z.uuid().toLowerCase(),
    page: z.enum(CARD_PAGES),
    /** What the page has in its address, and has again afterwards. */
    query: Text.max(500).default(''),
    language: LanguageInput,
  }),
  allow: role('owner', 'billing'),
  run: async ({ accountId, formKey: key, page, query, language }, _, house): Promise<string> => {
    const book = await withRetry(() => findBook(house.db, accountId))
    if (!book) throw notFound('account')
    const at = (path: string) => new URL(`/a/${accountId}/${path}`, config().NEXTAUTH_URL).href
    const back = `${at(page)}?${new URLSearchParams(query)}`
    const pages = { successUrl: `${back}&session={CHECKOUT_SESSION_ID}`, cancelUrl: back }
    try {
      const customerId = await ensureCustomer(accountId, house)
      const wanted = { key, accountId, customerId, currency: book.currency, language, ...pages }
      const { url } = await (await paymentsOf(house)).createCardSession(wanted)
      return url ?? back
    } catch (error) {
      if (!(error instanceof PaymentFault)) throw error
      log().warn({ accountId, fault: error.kind, error: error.message }, 'A card could not be saved.')
      throw new Refusal('unavailable', {
        detail: 'The payments provider cannot be reached. No card was saved. Try again in a moment.',
      })
    }
  },
})

import { z } from 'zod'
import { findPayAsYouGo } from '@/lib/db/purchases-pay-as-you-go'
import { LanguageInput } from '@/lib/domain/access/inputs'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { endOfMonth, type PayAsYouGoView, usageSale } from '@/lib/domain/purchases/pay-as-you-go'
import { priceOfAmount } from '@/lib/domain/purchases/price-of-amount'
import { taxFor } from '@/lib/domain/purchases/tax'
import { TOKEN } from '@/lib/domain/tokens'
import { anyRole } from '../allow'
import { defineQuery } from '../define'
import { counterFor, readShop } from './read-shop'

/** How an account may use more than its tokens: the cap, what is owed and would be billed today, when, and from which card. */
export const getPayAsYouGo = defineQuery({
  name: 'purchases.get-pay-as-you-go',
  input: z.strictObject({ accountId: AccountId, language: LanguageInput }),
  allow: anyRole,
  run: async ({ accountId, language }, work): Promise<PayAsYouGoView> => {
    const { book, buyer, card, packs } = await readShop(work, accountId, language)
    const agreed = await findPayAsYouGo(work.tx, accountId)
    const { currency, timeZone, debt, status } = book
    const counter = counterFor(buyer, packs, currency, language)
    const tax = taxFor(counter.buyer, counter.sellerCountry)
    return {
      asOf: work.now,
      timeZone,
      currency,
      status,
      agreed,
      owed: debt,
      bill: usageSale(debt, packs, { currency, tax, language }),
      billAt: agreed?.billAt ?? endOfMonth(work.now, timeZone),
      centsPerThousand: priceOfAmount(packs, 1000n * TOKEN)?.cents ?? null,
      buyer,
      card,
    }
  },
})

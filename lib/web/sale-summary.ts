import 'server-only'
import { getLocale, getTranslations } from 'next-intl/server'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatTax } from '@/lib/domain/format/format-tax'
import { formatDay } from '@/lib/domain/format/format-time'
import { formatTokens, tokenForm } from '@/lib/domain/format/format-tokens'
import type { Coverage, Offer } from '@/lib/domain/purchases/offer'
import { addTax } from '@/lib/domain/purchases/tax'
import { Refusal } from '@/lib/domain/refusals'
import type { Tokens } from '@/lib/domain/tokens'
import { reviewOrder } from '@/lib/usecases/purchases/review-order'
import { pageLanguage } from './browser'
import { chosen } from './buy'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/** What stands beside the choices about one of them: the balance, how long it lasts, what it costs. Finished sentences. */
export type SaleSummary = readonly string[]

interface Chosen {
  tokens: Tokens
  netCents: bigint
  covers: Coverage | null
}

/** What each pack of the offer does, by its key. */
export async function summariesOf(offer: Offer): Promise<Record<string, SaleSummary>> {
  const summaries = offer.packs.map(async ({ pack, covers }) => {
    const chosenPack = { tokens: pack.tokens, netCents: pack.priceCents, covers }
    return [pack.key, await summaryOf(offer, chosenPack)] as const
  })
  return Object.fromEntries(await Promise.all(summaries))
}

/** The same for an amount as it was typed: the server's own price. What is no such amount is said. */
export async function answerSummary(accountId: string, typed: string): Promise<Response> {
  try {
    return Response.json({ lines: await amountSummary(accountId, typed) })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') return new Response(null, { status: 403 })
    throw error
  }
}

async function amountSummary(accountId: string, typed: string): Promise<SaleSummary> {
  const language = await pageLanguage()
  const choice = await chosen({ pack: 'amount', tokens: typed })
  try {
    const { offer, sale, covers } = await reviewOrder(await memberCaller(), { accountId, ...choice, language })
    return await summaryOf(offer, { ...sale, covers })
  } catch (error) {
    const fault = error instanceof Refusal ? error.faults[0] : undefined
    if (fault?.pointer !== '/tokens') return await forPage(Promise.reject(error))
    const t = await getTranslations('buy.faults')
    const key = fault.code as 'whole-tokens'
    return [t(t.has(key) ? key : 'whole-tokens')]
  }
}

async function summaryOf(offer: Offer, { tokens, netCents, covers }: Chosen): Promise<SaleSummary> {
  const [locale, t, units] = [await getLocale(), await getTranslations('buy'), await getTranslations('units')]
  const { available, depletion, timeZone, currency, tax } = offer
  const words = units('tokens', { amount: formatTokens(tokens, locale), form: tokenForm(tokens, locale) })
  const day = (at: bigint) => formatDay(at, timeZone, locale, 'month')
  const money = (cents: bigint) => formatMoney(cents, currency, locale)
  const balance = t('summary.balance', {
    tokens: words,
    before: formatTokens(available, locale),
    after: formatTokens(available + tokens, locale),
  })
  const lasts = covers && (covers.until === null ? t('coversLong') : t('covers', { date: day(covers.until) }))
  const without = depletion?.p50 ? t('was', { date: day(depletion.p50) }) : ''
  return [balance, ...(lasts ? [`${lasts} ${without}`.trim()] : []), price()]

  function price(): string {
    if (tax === null) return t('summary.net', { net: money(netCents) })
    const { taxCents, totalCents } = addTax(netCents, tax)
    const facts = {
      net: money(netCents),
      total: money(totalCents),
      taxName: t(`tax.${tax.rule}`, formatTax(tax, locale)),
    }
    return taxCents === 0n ? t('summary.untaxed', facts) : t('summary.taxed', { ...facts, tax: money(taxCents) })
  }
}

import { config } from '@/lib/config'
import { cheapestSufficientPack, type Pack } from '@/lib/domain/catalogue/plans'
import type { Book } from '@/lib/domain/ledger/model'
import type { Refusal } from '@/lib/domain/refusals'
import { parseTokens, tokensToDecimal } from '@/lib/domain/tokens'

/** The refusal for lack of tokens with the cheapest pack that would do and where it is bought; any other as it is. */
export function withPack(
  refusal: Refusal,
  packs: readonly Pack[],
  book: Pick<Book, 'accountId' | 'currency'>,
): Refusal {
  if (refusal.kind !== 'insufficient-tokens') return refusal
  const shortfall = parseTokens(String(refusal.facts.shortfall)) ?? 0n
  const pack = cheapestSufficientPack(packs, shortfall, book.currency)
  return refusal.with({ facts: { ...refusal.facts, pack: pack && packFacts(pack, book.accountId) } })
}

function packFacts({ key, nameEn, tokens, priceCents, currency }: Pack, accountId: string) {
  return {
    key,
    name: nameEn,
    tokens: tokensToDecimal(tokens),
    priceCents: priceCents.toString(),
    currency,
    url: `${config().NEXTAUTH_URL.replace(/\/$/, '')}/a/${accountId}/buy?pack=${key}`,
  }
}

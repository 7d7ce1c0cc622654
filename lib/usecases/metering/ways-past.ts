import { config } from '@/lib/config'
import { cheapestSufficientPack, type Pack } from '@/lib/domain/catalogue/plans'
import type { Book } from '@/lib/domain/ledger/model'
import type { Refusal } from '@/lib/domain/refusals'
import { parseTokens, tokensToDecimal } from '@/lib/domain/tokens'

/**
 * The refusal for lack of tokens with the cheapest pack that would do and where it is bought; that of a full limit with where the plan is
 * changed, if a larger one helps; any other as it is.
 */
export function withWaysPast(
  refusal: Refusal,
  packs: readonly Pack[],
  { accountId, currency }: Pick<Book, 'accountId' | 'currency'>,
): Refusal {
  const { kind, facts } = refusal
  if (kind === 'insufficient-tokens') {
    const pack = cheapestSufficientPack(packs, parseTokens(String(facts.shortfall)) ?? 0n, currency)
    return refusal.with({ facts: { ...facts, pack: pack && packFacts(pack, accountId) } })
  }
  const isHelpedByPlan = Array.isArray(facts.waysPast) && facts.waysPast.includes('upgrade')
  return isHelpedByPlan ? refusal.with({ facts: { ...facts, plansUrl: addressOf(accountId, 'plan') } }) : refusal
}

function packFacts({ key, nameEn, tokens, priceCents, currency }: Pack, accountId: string) {
  return {
    key,
    name: nameEn,
    tokens: tokensToDecimal(tokens),
    priceCents: priceCents.toString(),
    currency,
    url: addressOf(accountId, `buy?pack=${key}`),
  }
}

function addressOf(accountId: string, place: string): string {
  return `${config().NEXTAUTH_URL.replace(/\/$/, '')}/a/${accountId}/${place}`
}

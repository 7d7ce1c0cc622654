import type { Plan } from '../catalogue/plans'
import type { Language } from '../format/locales'
import type { Tokens } from '../tokens'
import type { Sale } from './order-model'
import { addTax, type Tax } from './tax'

type PlanOrderKind = 'plan' | 'upgrade' | 'renewal'

const NAMES = {
  en: {
    plan: ({ nameEn }) => `${nameEn} plan`,
    upgrade: ({ nameEn }) => `Upgrade to the ${nameEn} plan`,
    renewal: ({ nameEn }) => `Renewal of the ${nameEn} plan`,
  },
  fr: {
    plan: ({ nameFr }) => `Abonnement ${nameFr}`,
    upgrade: ({ nameFr }) => `Passage à l’abonnement ${nameFr}`,
    renewal: ({ nameFr }) => `Renouvellement de l’abonnement ${nameFr}`,
  },
} as const satisfies Record<Language, Record<PlanOrderKind, (plan: Pick<Plan, 'nameEn' | 'nameFr'>) => string>>

/** What a plan's period, or the rest of one, is sold as. What a plan brings expires with its period, and is not refunded: the plan is ended. */
export function planPeriodSale(
  kind: PlanOrderKind,
  plan: Pick<Plan, 'key' | 'nameEn' | 'nameFr' | 'currency'>,
  { tokens, netCents }: { tokens: Tokens; netCents: bigint },
  { tax, language }: { tax: Tax; language: Language },
): Sale {
  const name = NAMES[language][kind](plan)
  const facts = { kind, packKey: null, planKey: plan.key, name, tokens, expiryDays: 0, refundDays: 0 }
  return { ...facts, currency: plan.currency, tax, ...addTax(netCents, tax) }
}

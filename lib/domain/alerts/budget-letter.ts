import { type Letter, layOutLetter, type Wording } from '../access/letters'
import { formatMoney } from '../format/format-money'
import { formatInstant, zoneCity } from '../format/format-time'
import { formatTokens } from '../format/format-tokens'
import { chooseLocale, type Language } from '../format/locales'
import type { Instant } from '../instants'
import type { BudgetCrossed } from './inputs'

const WORDINGS: Record<Language, Wording> = {
  en: {
    subject: '{percent}% of the budget “{name}” used: {account}',
    before: 'The account {account} has used {used} of {cap} in its budget “{name}”{whose}, counted {since}.{anew}',
    button: 'See the limits',
    after: 'A budget tells you and stops nothing. To stop at an amount, set a cap on the same page.',
  },
  fr: {
    subject: '{percent} % du budget « {name} » utilisés : {account}',
    before: 'Le compte {account} a utilisé {used} sur {cap} de son budget « {name} »{whose}, {since}.{anew}',
    button: 'Voir les limites',
    after: 'Un budget vous prévient et n’arrête rien. Pour arrêter à un montant, fixez un plafond sur la même page.',
  },
}

const WORDS = {
  en: {
    tokens: ' tokens',
    operations: ' operations',
    since: (at: string) => `since ${at}`,
    anew: (at: string) => ` It starts anew on ${at}.`,
    whose: { account: '', key: ' (of one API key)', member: ' (of one member)' },
    rolling: {
      minute: 'over the last minute',
      hour: 'over the last hour',
      day: 'over the last day',
      week: 'over the last 7 days',
      month: 'over the last month',
    },
  },
  fr: {
    tokens: ' jetons',
    operations: ' opérations',
    since: (at: string) => `depuis le ${at}`,
    anew: (at: string) => ` Il repart à zéro le ${at}.`,
    whose: { account: '', key: ' (d’une clé d’API)', member: ' (d’un membre)' },
    rolling: {
      minute: 'sur la dernière minute',
      hour: 'sur la dernière heure',
      day: 'sur les dernières 24 heures',
      week: 'sur les 7 derniers jours',
      month: 'sur le dernier mois',
    },
  },
} as const

/** What the letter has to know of the account. */
export interface BudgetAccount {
  name: string
  currency: string
  timeZone: string
}

/** Tells that a budget is used to so many percent: which, how much of it, since when, when it starts anew. `link` leads to the limits. */
export function composeBudgetLetter(
  budget: BudgetCrossed,
  account: BudgetAccount,
  language: Language,
  link: string,
): Letter {
  const locale = chooseLocale(language, null)
  const words = WORDS[language]
  const when = (at: Instant) => `${formatInstant(at, account.timeZone, locale)} (${zoneCity(account.timeZone)})`
  const ends = budget.windowEndsAt
  const facts = {
    percent: String(budget.percent),
    name: budget.name,
    account: account.name,
    used: amountOf(budget.used, budget, account, locale),
    cap: `${amountOf(budget.cap, budget, account, locale)}${budget.measure === 'money' ? '' : words[budget.measure]}`,
    whose: words.whose[budget.scope],
    since: ends === null ? words.rolling[budget.unit] : words.since(when(budget.windowStartsAt)),
    anew: ends === null ? '' : words.anew(when(ends)),
  }
  return layOutLetter(WORDINGS[language], language, facts, link)
}

/** Money is shown in whole minor units, cut. */
function amountOf(milli: bigint, { measure }: BudgetCrossed, { currency }: BudgetAccount, locale: string): string {
  return measure === 'money' ? formatMoney(milli / 1000n, currency, locale) : formatTokens(milli, locale)
}

import { type Letter, layOutLetter, type Wording } from '../access/letters'
import { formatMoney } from '../format/format-money'
import { formatInstant } from '../format/format-time'
import { chooseLocale, type Language } from '../format/locales'
import type { Order } from '../purchases/order-model'
import type { OrderUnpaid } from './inputs'

/** What follows: the card is tried again, or what it was to pay has ended. */
const WORDINGS: Record<Language, Wording> = {
  en: {
    subject: 'A payment was refused: {name}',
    before: 'Your saved card was refused for {total} ({name}, account {account}). Nothing was charged. {next}',
    button: 'See the order and pay',
    after: 'You get this message because you answer for the money of this account.',
  },
  fr: {
    subject: 'Un paiement a été refusé : {name}',
    before:
      'Votre carte enregistrée a été refusée pour {total} ({name}, compte {account}). Rien n’a été débité. {next}',
    button: 'Voir la commande et payer',
    after: 'Vous recevez ce message parce que vous répondez de l’argent de ce compte.',
  },
}

const NEXT = {
  en: {
    again: (at: string) => `It is tried again on ${at}. You can pay at once with another card.`,
    over: {
      renewal: 'It is not tried again: the plan has ended. Tokens that you bought stay yours.',
      usage:
        'It is not tried again: use beyond your tokens is switched off, and what you owe is paid first by what you buy next.',
      other: 'It is not tried again.',
    },
  },
  fr: {
    again: (at: string) =>
      `Une nouvelle tentative aura lieu le ${at}. Vous pouvez payer dès maintenant avec une autre carte.`,
    over: {
      renewal: 'Il n’y aura pas d’autre tentative : l’abonnement a pris fin. Les jetons achetés restent à vous.',
      usage:
        'Il n’y aura pas d’autre tentative : l’utilisation au-delà de vos jetons est désactivée, et ce que vous devez sera réglé en premier par votre prochain achat.',
      other: 'Il n’y aura pas d’autre tentative.',
    },
  },
} as const

/** Tells those who answer for an account's money that a saved card was refused, and what follows. `link` leads to the order. */
export function composeUnpaidLetter(
  { kind, tryAt }: OrderUnpaid,
  { name, totalCents, currency }: Pick<Order, 'name' | 'totalCents' | 'currency'>,
  account: { name: string; timeZone: string },
  language: Language,
  link: string,
): Letter {
  const locale = chooseLocale(language, null)
  const words = NEXT[language]
  const over = words.over[kind === 'renewal' || kind === 'usage' ? kind : 'other']
  const next = tryAt === null ? over : words.again(formatInstant(tryAt, account.timeZone, locale))
  const facts = { name, account: account.name, total: formatMoney(totalCents, currency, locale), next }
  return layOutLetter(WORDINGS[language], language, facts, link)
}

import { type Letter, layOutLetter, type Wording } from '../access/letters'
import { formatMoney } from '../format/format-money'
import { formatTokens } from '../format/format-tokens'
import { setFrenchSpaces } from '../format/french-spaces'
import { chooseLocale, type Language } from '../format/locales'
import type { Tokens } from '../tokens'

/** What happened to a purchase, for those who answer for the account's money. */
export type PurchaseNews =
  | 'order-done'
  | 'refund-done'
  | 'refund-failed'
  | 'refund-undone'
  | 'dispute-open'
  | 'dispute-won'
  | 'dispute-lost'

const AFTER = {
  en: 'You get this message because you answer for the money of the account {account}.',
  fr: 'Vous recevez ce message parce que vous répondez de l’argent du compte {account}.',
} as const
const BUTTON = { en: 'See the order', fr: 'Voir la commande' } as const

type Words = readonly [subject: string, before: string]

const NEWS: Record<Language, Record<PurchaseNews, Words>> = {
  en: {
    'order-done': ['Paid: {name}, {total}', '{total} were paid for {name} ({tokens} tokens). {paper}'],
    'refund-done': [
      'Refunded: {total}',
      '{total} go back to the card that paid for {name}, and {tokens} unused tokens were taken back. Banks take a few days. {paper}',
    ],
    'refund-failed': [
      'A refund did not work: {name}',
      'The refund of {total} for {name} was not accepted. Nothing was paid back, and the {tokens} tokens are yours to use again.',
    ],
    'refund-undone': [
      'A refund came back: {name}',
      'Your bank did not take the refund of {total} for {name}. You have the {tokens} tokens again. {paper}',
    ],
    'dispute-open': [
      'A payment is disputed, and the account is frozen: {account}',
      'The bank takes the payment of {total} for {name} back for the time being. The tokens of this order that are unused were taken back, and those that were used are owed. Nothing new can be used or bought until this is settled. If this is a mistake, tell your bank and answer this message.',
    ],
    'dispute-won': [
      'The dispute is settled, and your tokens are back: {account}',
      'The bank has decided about the payment of {total} for {name}: it stands. The tokens of this order are back.',
    ],
    'dispute-lost': [
      'The dispute is settled, and the money went back: {account}',
      'The bank has decided about the payment of {total} for {name}: it went back to the card. The tokens of this order stay taken back, and what was used of them stays owed. {paper}',
    ],
  },
  fr: {
    'order-done': ['Payé : {name}, {total}', '{total} ont été payés pour {name} ({tokens} jetons). {paper}'],
    'refund-done': [
      'Remboursé : {total}',
      '{total} retournent sur la carte qui a payé {name}, et {tokens} jetons inutilisés ont été repris. Les banques prennent quelques jours. {paper}',
    ],
    'refund-failed': [
      'Un remboursement n’a pas abouti : {name}',
      'Le remboursement de {total} pour {name} n’a pas été accepté. Rien n’a été remboursé, et les {tokens} jetons sont de nouveau à vous.',
    ],
    'refund-undone': [
      'Un remboursement est revenu : {name}',
      'Votre banque n’a pas accepté le remboursement de {total} pour {name}. Vous avez de nouveau les {tokens} jetons. {paper}',
    ],
    'dispute-open': [
      'Un paiement est contesté et le compte est gelé : {account}',
      'La banque reprend pour l’instant le paiement de {total} pour {name}. Les jetons inutilisés de cette commande ont été repris, et ceux qui ont été utilisés sont dus. Rien de nouveau ne peut être utilisé ni acheté jusqu’au règlement. S’il s’agit d’une erreur, dites-le à votre banque et répondez à ce message.',
    ],
    'dispute-won': [
      'La contestation est réglée et vos jetons sont revenus : {account}',
      'La banque s’est prononcée sur le paiement de {total} pour {name} : il est maintenu. Les jetons de cette commande sont de retour.',
    ],
    'dispute-lost': [
      'La contestation est réglée et l’argent a été rendu : {account}',
      'La banque s’est prononcée sur le paiement de {total} pour {name} : il a été rendu à la carte. Les jetons de cette commande restent repris, et ce qui en a été utilisé reste dû. {paper}',
    ],
  },
}

const PAPER = {
  en: {
    receipt: 'Your receipt {number}: {link}',
    invoice: 'Your invoice {number}: {link}',
    'credit-note': 'The credit note {number}: {link}',
  },
  fr: {
    receipt: 'Votre reçu {number} : {link}',
    invoice: 'Votre facture {number} : {link}',
    'credit-note': 'L’avoir {number} : {link}',
  },
} as const

export interface PurchaseFacts {
  readonly name: string
  readonly account: string
  readonly tokens: Tokens
  readonly totalCents: bigint
  readonly currency: string
  /** The order's page. */
  readonly orderLink: string
  /** The document that goes with it; null when there is none. */
  readonly paper: { kind: 'receipt' | 'invoice' | 'credit-note'; number: string; link: string } | null
}

/** Tells what happened to a purchase. */
export function composePurchaseLetter(news: PurchaseNews, facts: PurchaseFacts, language: Language): Letter {
  const [subject, before] = NEWS[language][news]
  const wording: Wording = { subject, before, button: BUTTON[language], after: AFTER[language] }
  return layOutLetter(wording, language, wordsOf(facts, language), facts.orderLink)
}

const STAFF: Record<Language, Wording> = {
  en: {
    subject: 'Dispute {state}: {account}, {total}',
    before:
      'The dispute {dispute} about the order {order} of {account} ({total}, {reason}) is {state}. Answer the bank at your provider’s while it is open. An account stays frozen while a dispute is open, and after one that was lost.',
    button: 'See the customer’s orders',
    after: 'You get this message because you answer for money in Comptoir.',
  },
  fr: {
    subject: 'Contestation {state} : {account}, {total}',
    before:
      'La contestation {dispute} de la commande {order} de {account} ({total}, {reason}) est {state}. Répondez à la banque chez votre prestataire tant qu’elle est ouverte. Un compte reste gelé tant qu’une contestation est ouverte, et après une contestation perdue.',
    button: 'Voir les commandes du client',
    after: 'Vous recevez ce message parce que vous répondez de l’argent dans Comptoir.',
  },
}

const STATES = {
  en: { open: 'open', won: 'won', lost: 'lost' },
  fr: { open: 'ouverte', won: 'gagnée', lost: 'perdue' },
} as const

export interface DisputeFacts {
  readonly id: string
  readonly orderId: string
  readonly state: 'open' | 'won' | 'lost'
  readonly reason: string
  readonly amountCents: bigint
  readonly currency: string
  readonly account: string
  /** Staff's page of the customer's orders. */
  readonly link: string
}

/** Tells the staff that answers for money how a dispute stands. */
export function composeDisputeLetter(dispute: DisputeFacts, language: Language): Letter {
  const { id, orderId: order, state, reason, amountCents, currency, account, link } = dispute
  const total = formatMoney(amountCents, currency, chooseLocale(language, null))
  const facts = { dispute: id, order, reason, account, total, state: STATES[language][state] }
  return layOutLetter(STAFF[language], language, facts, link)
}

function wordsOf({ name, account, tokens, totalCents, currency, paper }: PurchaseFacts, language: Language) {
  const locale = chooseLocale(language, null)
  const words = paper ? PAPER[language][paper.kind] : ''
  const typeset = language === 'fr' ? setFrenchSpaces(words) : words
  const said = typeset.replace('{number}', paper?.number ?? '').replace('{link}', paper?.link ?? '')
  const total = formatMoney(totalCents, currency, locale)
  return { name, account, tokens: formatTokens(tokens, locale), total, paper: said }
}

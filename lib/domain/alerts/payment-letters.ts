import { type Letter, layOutLetter, type Wording } from '../access/letters'
import { formatMoney } from '../format/format-money'
import { chooseLocale, type Language } from '../format/locales'
import type { OrderMismatch, PaymentUnmatched } from './inputs'

const MISMATCH: Record<Language, Wording> = {
  en: {
    subject: 'Another amount was paid than ordered: {account}',
    before:
      'The order {order} of {account} is for {total}, and {paid} came in. It is parked: no tokens were added. Look at the payment at your provider’s, and give the tokens or the money back by hand.',
    after: 'You get this message because you answer for money in Comptoir.',
  },
  fr: {
    subject: 'Un autre montant que celui de la commande a été payé : {account}',
    before:
      'La commande {order} de {account} est de {total}, et {paid} ont été reçus. Elle est mise de côté : aucun jeton n’a été ajouté. Consultez le paiement chez votre prestataire, puis donnez les jetons ou rendez l’argent vous-même.',
    after: 'Vous recevez ce message parce que vous répondez de l’argent dans Comptoir.',
  },
}

const UNMATCHED: Record<Language, Wording> = {
  en: {
    subject: 'A payment event belongs to no order',
    before:
      'Your payments provider sent the event {event} ({type}) about the order {order} of the account {account}, which are not here. Nothing was added. Look at it at your provider’s: money may have come in.',
    after: 'You get this message because you answer for money in Comptoir.',
  },
  fr: {
    subject: 'Un événement de paiement ne correspond à aucune commande',
    before:
      'Votre prestataire de paiement a envoyé l’événement {event} ({type}) à propos de la commande {order} du compte {account}, qui n’existent pas ici. Rien n’a été ajouté. Consultez-le chez votre prestataire : de l’argent a pu être reçu.',
    after: 'Vous recevez ce message parce que vous répondez de l’argent dans Comptoir.',
  },
}

/** Tells the staff that another amount was paid than ordered. */
export function composeMismatchLetter(
  { orderId, totalCents, currency, paidCents, paidCurrency }: OrderMismatch,
  account: { name: string },
  language: Language,
): Letter {
  const locale = chooseLocale(language, null)
  const total = formatMoney(totalCents, currency, locale)
  const paid = formatMoney(paidCents, paidCurrency, locale)
  return layOutLetter(MISMATCH[language], language, { order: orderId, account: account.name, total, paid })
}

/** Tells the staff of an event about an order that is not here. */
export function composeUnmatchedLetter(about: PaymentUnmatched, language: Language): Letter {
  const { eventId: event, type, orderId: order, accountId: account } = about
  return layOutLetter(UNMATCHED[language], language, { event, type, order, account })
}

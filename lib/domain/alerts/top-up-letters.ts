import { type Letter, layOutLetter, type Wording } from '../access/letters'
import { formatMoney } from '../format/format-money'
import { formatInstant, zoneCity } from '../format/format-time'
import { formatTokens } from '../format/format-tokens'
import { chooseLocale, type Language } from '../format/locales'
import type { Block } from '../purchases/top-up-model'
import { declineWords } from './decline-words'
import type { TopUpBlocked, TopUpDeclined, TopUpDone, TopUpPaused } from './inputs'

/** What a letter has to know of the account. */
export interface ToppedUpAccount {
  name: string
  timeZone: string
}

type Words = Record<Language, Wording>

const DONE: Words = {
  en: {
    subject: 'Auto top-up added {tokens} tokens: {account}',
    before:
      'Few tokens were left in {account}, so auto top-up bought “{name}”: {tokens} tokens for {total}, tax included, from your saved card. It spends {ceiling} a month at most.',
    button: 'See the purchase',
    after: 'You can change it or turn it off with one click on the page of auto top-up.',
  },
  fr: {
    subject: 'La recharge automatique a ajouté {tokens} jetons : {account}',
    before:
      'Il restait peu de jetons dans {account} : la recharge automatique a acheté « {name} », soit {tokens} jetons pour {total}, taxe comprise, avec votre carte enregistrée. Elle dépense {ceiling} par mois au plus.',
    button: 'Voir l’achat',
    after: 'Vous pouvez la modifier ou la désactiver en un clic sur la page de la recharge automatique.',
  },
}

const DECLINED: Words = {
  en: {
    subject: 'Auto top-up could not pay: {account}',
    before:
      'Auto top-up wanted to buy “{name}” for {account}, {total} with tax, and the payment did not go through: {reason}. Nothing was charged and nothing was added. It is tried again after {at} if few tokens are left then; a second failure pauses auto top-up.',
    button: 'See auto top-up',
    after: 'To be sure, save another card there, or buy tokens by hand.',
  },
  fr: {
    subject: 'La recharge automatique n’a pas pu payer : {account}',
    before:
      'La recharge automatique a voulu acheter « {name} » pour {account}, soit {total} taxe comprise, et le paiement n’a pas abouti : {reason}. Rien n’a été débité ni ajouté. Elle réessaiera après le {at} s’il reste alors peu de jetons ; un second échec la suspendra.',
    button: 'Voir la recharge automatique',
    after: 'Pour plus de sûreté, enregistrez-y une autre carte ou achetez des jetons vous-même.',
  },
}

const PAUSED: Words = {
  en: {
    subject: 'Auto top-up is paused: {account}',
    before:
      'Auto top-up of {account} is paused, because the last payment did not go through: {reason}. Nothing was charged for it and nothing was added. It buys nothing more until one of you turns it on again.',
    button: 'See auto top-up',
    after: 'Save a card that works, then turn it on again there. Until then your tokens may run out.',
  },
  fr: {
    subject: 'La recharge automatique est suspendue : {account}',
    before:
      'La recharge automatique de {account} est suspendue, car le dernier paiement n’a pas abouti : {reason}. Rien n’a été débité ni ajouté à ce titre. Elle n’achètera plus rien tant que l’un de vous ne l’aura pas réactivée.',
    button: 'Voir la recharge automatique',
    after: 'Enregistrez une carte valable, puis réactivez-la. D’ici là, vos jetons peuvent s’épuiser.',
  },
}

const BLOCKED: Words = {
  en: {
    subject: 'Auto top-up bought nothing: {account}',
    before: 'Few tokens are left in {account}, and auto top-up bought nothing: {why}',
    button: 'See auto top-up',
    after: 'You can change it there, or buy tokens by hand.',
  },
  fr: {
    subject: 'La recharge automatique n’a rien acheté : {account}',
    before: 'Il reste peu de jetons dans {account}, et la recharge automatique n’a rien acheté : {why}',
    button: 'Voir la recharge automatique',
    after: 'Vous pouvez l’y modifier, ou acheter des jetons vous-même.',
  },
}

type BlockWords = Record<Block, (facts: { needed: string; left: string; ceiling: string; at: string }) => string>

const WHY: Record<Language, BlockWords> = {
  en: {
    ceiling: ({ needed, left, ceiling, at }) =>
      `it would need ${needed}, and ${left} of its ${ceiling} are left this month. It goes on by itself on ${at}.`,
    price: ({ needed, ceiling }) => `its pack costs ${needed} with tax now, more than its ${ceiling} a month.`,
    'not-sold': () => 'its pack is no longer sold. Choose another one.',
    'no-card': () => 'no card is saved. Save one.',
    'no-buyer': () => 'nobody said who buys. Fill that in.',
    frozen: () => 'the account is frozen. Ask the seller.',
  },
  fr: {
    ceiling: ({ needed, left, ceiling, at }) =>
      `il lui faudrait ${needed}, et il reste ${left} sur ses ${ceiling} ce mois-ci. Elle reprendra d’elle-même le ${at}.`,
    price: ({ needed, ceiling }) =>
      `son pack coûte désormais ${needed} taxe comprise, plus que ses ${ceiling} par mois.`,
    'not-sold': () => 'son pack n’est plus en vente. Choisissez-en un autre.',
    'no-card': () => 'aucune carte n’est enregistrée. Enregistrez-en une.',
    'no-buyer': () => 'l’acheteur n’est pas renseigné. Indiquez-le.',
    frozen: () => 'le compte est gelé. Adressez-vous au vendeur.',
  },
}

/** Tells that auto top-up bought a pack. `link` leads to the purchase. */
export function composeTopUpDone(done: TopUpDone, account: ToppedUpAccount, language: Language, link: string): Letter {
  const { name, tokens, totalCents, ceilingCents, currency } = done
  const locale = chooseLocale(language, null)
  const money = (cents: bigint) => formatMoney(cents, currency, locale)
  const facts = { tokens: formatTokens(tokens, locale), total: money(totalCents), ceiling: money(ceilingCents) }
  return layOutLetter(DONE[language], language, { ...facts, name, account: account.name }, link)
}

/** Tells that its payment failed and is tried again. `link` leads to the page of auto top-up, here and below. */
export function composeTopUpDeclined(
  { name, totalCents, currency, reason, retryAt }: TopUpDeclined,
  account: ToppedUpAccount,
  language: Language,
  link: string,
): Letter {
  const total = formatMoney(totalCents, currency, chooseLocale(language, null))
  const facts = { name, total, reason: declineWords(reason, language), at: whenIn(retryAt, account, language) }
  return layOutLetter(DECLINED[language], language, { ...facts, account: account.name }, link)
}

/** Tells that it is paused until somebody turns it on again. */
export function composeTopUpPaused(
  { reason }: TopUpPaused,
  account: ToppedUpAccount,
  language: Language,
  link: string,
): Letter {
  const facts = { reason: declineWords(reason, language), account: account.name }
  return layOutLetter(PAUSED[language], language, facts, link)
}

/** Tells why it could not buy when it should have. */
export function composeTopUpBlocked(
  { by, neededCents, leftCents, ceilingCents, currency, until }: TopUpBlocked,
  account: ToppedUpAccount,
  language: Language,
  link: string,
): Letter {
  const money = (cents: bigint) => formatMoney(cents, currency, chooseLocale(language, null))
  const facts = { needed: money(neededCents), left: money(leftCents), ceiling: money(ceilingCents) }
  const why = WHY[language][by]({ ...facts, at: whenIn(until, account, language) })
  return layOutLetter(BLOCKED[language], language, { why, account: account.name }, link)
}

function whenIn(at: bigint, { timeZone }: ToppedUpAccount, language: Language): string {
  return `${formatInstant(at, timeZone, chooseLocale(language, null))} (${zoneCity(timeZone)})`
}

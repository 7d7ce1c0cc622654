import type { Language } from '../format/locales'

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    insufficient_funds: 'there is not enough money on the card',
    expired_card: 'the card has expired',
    authentication_required: 'your bank wants you to confirm it yourself',
    'no-card': 'no card is saved',
    'amount-mismatch': 'another amount was taken than ordered, and we are looking into it',
  },
  fr: {
    insufficient_funds: 'la provision de la carte est insuffisante',
    expired_card: 'la carte a expiré',
    authentication_required: 'votre banque demande votre confirmation',
    'no-card': 'aucune carte n’est enregistrée',
    'amount-mismatch': 'un autre montant que celui de la commande a été prélevé, et nous l’examinons',
  },
}

const DECLINED = { en: 'the card was declined', fr: 'la carte a été refusée' } as const satisfies Record<
  Language,
  string
>

/** Why a payment did not work, in words; banks have more codes than anybody lists. */
export function declineWords(code: string, language: Language): string {
  return (Object.hasOwn(WORDS[language], code) ? WORDS[language][code] : undefined) ?? DECLINED[language]
}

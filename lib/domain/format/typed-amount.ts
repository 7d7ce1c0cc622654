import type { Language } from './locales'

const GROUPS = {
  /** "1,204,300.5": commas between whole groups of three only, so that nobody's "25,50" becomes 2550. */
  en: /^\d{1,3}(?:,\d{3})+(?=\.|$)/,
  /** "1 204 300,5", with whichever space the keyboard or a copied figure has. */
  fr: /^\d{1,3}(?:[ \u00A0\u202F]\d{3})+(?=[.,]|$)/,
} as const

/** An amount as somebody writes it in their language, as a plain decimal; what is no such amount is returned as it is, to be refused as typed. */
export function typedAmount(text: string, language: Language): string {
  const trimmed = text.trim()
  const plain = trimmed.replace(GROUPS[language], (digits) => digits.replaceAll(/\D/g, ''))
  return language === 'fr' ? plain.replace(',', '.') : plain
}

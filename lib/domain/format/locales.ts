/** The languages that the catalogues in `messages/` speak. */
export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Ways of writing numbers and dates. Each belongs to one language. */
export const FORMAT_LOCALES = ['en-GB', 'en-US', 'fr-FR', 'fr-CA'] as const
export type FormatLocale = (typeof FORMAT_LOCALES)[number]

const DEFAULT_LOCALE = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Language, FormatLocale>

export function languageOf(locale: string): Language {
  return locale.startsWith('fr') ? 'fr' : 'en'
}

export function parseLanguage(text: string | null | undefined): Language | null {
  return LANGUAGES.find((language) => language === text) ?? null
}

/**
 * The way to write for a person: the language they chose, else the first one of their browser that we speak, else English;
 * with the formats of the browser's region where it names one that we know in that language.
 */
export function chooseLocale(chosen: Language | null, acceptLanguage: string | null): FormatLocale {
  const wanted = preferences(acceptLanguage ?? '')
  const language = chosen ?? wanted.flatMap((tag) => parseLanguage(tag.split('-')[0]) ?? [])[0] ?? 'en'
  const regional = FORMAT_LOCALES.find(
    (locale) => languageOf(locale) === language && wanted.includes(locale.toLowerCase()),
  )
  return regional ?? DEFAULT_LOCALE[language]
}

/** The tags of an Accept-Language header, best first, in lower case. */
function preferences(header: string): string[] {
  return header
    .split(',')
    .map((part) => {
      const [tag = '', quality = ''] = part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/)
      const weight = quality === '' ? 1 : Number.parseFloat(quality)
      return { tag, weight: Number.isNaN(weight) ? 0 : weight }
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag)
}

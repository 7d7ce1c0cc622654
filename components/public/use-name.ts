import { useLocale } from 'next-intl'
import { languageOf } from '@/lib/domain/format/locales'

interface Named {
  nameEn: string
  nameFr: string
}

/** The name in the reader's language. */
export function useName(): (named: Named) => string {
  const isFrench = languageOf(useLocale()) === 'fr'
  return ({ nameEn, nameFr }) => (isFrench ? nameFr : nameEn)
}

/** The names of actions by their keys; a key that has none stands for itself. */
export function useActionName(actions: readonly (Named & { key: string })[]): (key: string) => string {
  const name = useName()
  return (key) => {
    const action = actions.find((one) => one.key === key)
    return action ? name(action) : key
  }
}

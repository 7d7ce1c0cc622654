import { useTranslations } from 'next-intl'

/** Why a payment did not work, in words; banks have more codes than anybody lists. */
export function useDeclineWords(): (code: string | null) => string {
  const t = useTranslations('orders.reasons')
  return (code) => {
    const key = code as 'generic_decline'
    return code !== null && t.has(key) ? t(key) : t('generic_decline')
  }
}

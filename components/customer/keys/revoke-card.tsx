import type { Route } from 'next'
import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'

interface RevokeCardProps {
  accountId: string
  apiKey: { id: string; name: string; prefix: string }
  action: (form: FormData) => Promise<void>
  /** Back to the list. */
  back: Route
}

/** Asks before a key ends for good: a page of its own, so that it needs no JavaScript and its address says what it does. */
export function RevokeCard({ accountId, apiKey, action, back }: RevokeCardProps) {
  const t = useTranslations('keys')
  const { id, name, prefix } = apiKey
  return (
    <Card title={t('revokeTitle', { name, prefix })}>
      <p className="max-w-measure">{t('revokeBody')}</p>
      <div className="mt-4 flex flex-wrap gap-3">
        <ButtonLink href={back} variant="secondary">
          {t('cancel')}
        </ButtonLink>
        <ButtonForm action={action} hidden={{ accountId, keyId: id }} variant="danger">
          {t('revokeSubmit', { name })}
        </ButtonForm>
      </div>
    </Card>
  )
}

import { useTranslations } from 'next-intl'
import { ButtonForm } from '@/components/forms/button-form'
import { Card } from '@/components/ui/card'

/** The way out of the account, for those after whom an owner is left. */
export function LeaveCard({ accountId, action }: { accountId: string; action: (form: FormData) => Promise<void> }) {
  const t = useTranslations('settings')
  return (
    <Card title={t('leave')}>
      <p className="mb-4">{t('leaveBody')}</p>
      <ButtonForm action={action} hidden={{ accountId }} variant="danger">
        {t('leave')}
      </ButtonForm>
    </Card>
  )
}

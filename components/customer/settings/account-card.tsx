import { useTranslations } from 'next-intl'
import { ActionForm } from '@/components/forms/action-form'
import { Card } from '@/components/ui/card'
import type { Option } from '@/components/ui/field'
import { ReadOnlyNote } from '@/components/ui/notice'
import type { FormAction } from '@/lib/domain/form-state'

interface AccountCardProps {
  account: { id: string; name: string; timeZone: string }
  zones: readonly Option[]
  /** Null for those who may only read; `owners` then says who may change it. */
  action: FormAction<string> | null
  owners: readonly string[]
}

export function AccountCard({ account, zones, action, owners }: AccountCardProps) {
  const t = useTranslations('settings')
  return (
    <Card title={t('account')}>
      {action === null ? (
        <div className="grid gap-4">
          <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
            <dt className="text-ink-3">{t('accountName')}</dt>
            <dd>{account.name}</dd>
            <dt className="text-ink-3">{t('zone')}</dt>
            <dd>{account.timeZone}</dd>
          </dl>
          <ReadOnlyNote>{t('ownersOnly', { names: owners.join(', ') })}</ReadOnlyNote>
        </div>
      ) : (
        <ActionForm
          action={action}
          hidden={{ accountId: account.id }}
          submit={t('save')}
          said={{ saved: t('saved') }}
          fields={[
            {
              kind: 'text',
              name: 'accountName',
              label: t('accountName'),
              autoComplete: 'organization',
              value: account.name,
            },
            {
              kind: 'select',
              name: 'timeZone',
              label: t('zone'),
              hint: t('zoneHint'),
              options: zones,
              value: account.timeZone,
            },
          ]}
        />
      )}
    </Card>
  )
}

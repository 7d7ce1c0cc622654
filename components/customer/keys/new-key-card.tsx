import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { SCOPES } from '@/lib/domain/access/callers'
import type { FormAction } from '@/lib/domain/form-state'
import { type MadeKey, NewKeyForm } from './new-key-form'

/** The form for a new key, for those who may make one. */
export function NewKeyCard({ accountId, action }: { accountId: string; action: FormAction<MadeKey> }) {
  const t = useTranslations('keys')
  const scopes = SCOPES.map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))
  const lasting = [
    { value: '', label: t('lastsOptions.never') },
    { value: '30', label: t('lastsOptions.d30') },
    { value: '90', label: t('lastsOptions.d90') },
    { value: '365', label: t('lastsOptions.d365') },
  ]
  return (
    <Card title={t('newTitle')}>
      <NewKeyForm
        action={action}
        hidden={{ accountId }}
        submit={t('create')}
        fields={[
          { kind: 'text', name: 'name', label: t('name'), hint: t('nameHint'), autoComplete: 'off', required: true },
          { kind: 'checks', name: 'scopes', label: t('rightsLegend'), options: scopes, values: SCOPES },
          { kind: 'select', name: 'lastsDays', label: t('lasts'), options: lasting },
        ]}
        words={{
          body: t('createdBody'),
          copyKey: t('copyKey'),
          command: t('command'),
          commandHint: t('commandHint'),
          copyCommand: t('copyCommand'),
        }}
      />
    </Card>
  )
}

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { queryText } from '@/lib/web/query-text'
import { setPassword } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resetPassword'))('newTitle') }
}

export default async function NewPasswordPage({ searchParams }: PageProps<'/reset-password/new'>) {
  const [t, u] = [await getTranslations('resetPassword'), await getTranslations('signUp')]
  const password = {
    label: t('password'),
    hint: u('passwordHint'),
    type: 'password',
    autoComplete: 'new-password',
  } as const
  return (
    <NarrowPage title={t('newTitle')} lead={t('newBody')}>
      <ActionForm
        action={setPassword}
        fields={[{ kind: 'text', name: 'password', required: true, ...password }]}
        submit={t('newSubmit')}
        hidden={{ token: queryText((await searchParams).token) }}
      />
    </NarrowPage>
  )
}

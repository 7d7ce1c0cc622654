import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { queryText } from '@/lib/web/query-text'
import { confirmEmail } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('confirmEmail'))('title') }
}

export default async function ConfirmEmailPage({ searchParams }: PageProps<'/confirm-email'>) {
  const t = await getTranslations('confirmEmail')
  const token = queryText((await searchParams).token)
  return (
    <NarrowPage title={t('title')} lead={t('body')}>
      <ActionForm
        action={confirmEmail}
        fields={[]}
        submit={t('submit')}
        hidden={{ token }}
        said={{ done: t('done') }}
      />
      <p>
        <Link href="/">{t('go')}</Link>
      </p>
    </NarrowPage>
  )
}

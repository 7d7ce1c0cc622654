import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { queryText } from '@/lib/web/query-text'
import { signInByLink } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('linkTitle') }
}

/** Where a link from a message leads. Opening the page uses nothing up: mail scanners open links too. */
export default async function MailLinkPage({ searchParams }: PageProps<'/sign-in/link'>) {
  const [t, token] = [await getTranslations('signIn'), queryText((await searchParams).token)]
  return (
    <NarrowPage title={t('linkTitle')} lead={t('linkBody')}>
      <ActionForm action={signInByLink} fields={[]} submit={t('linkSubmit')} hidden={{ token }} />
      <p className="text-small text-ink-3">{t('linkProof')}</p>
    </NarrowPage>
  )
}

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { Notice } from '@/components/ui/notice'
import { queryText } from '@/lib/web/query-text'
import { findSignedIn } from '@/lib/web/session'
import { join } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('invitation'))('title') }
}

export default async function InvitationPage({ searchParams }: PageProps<'/invitation'>) {
  const [t, signedIn] = [await getTranslations('invitation'), await findSignedIn()]
  const token = queryText((await searchParams).token)
  return (
    <NarrowPage title={t('title')} lead={t('body')}>
      {signedIn && <Notice>{t('signedIn', { email: signedIn.email })}</Notice>}
      <ActionForm action={join} fields={[]} submit={t('submit')} hidden={{ token }} />
    </NarrowPage>
  )
}

import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { sendLink } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('resetPassword'))('title') }
}

export default async function ResetPasswordPage() {
  const t = await getTranslations('resetPassword')
  return (
    <NarrowPage title={t('title')} lead={t('body')}>
      <ActionForm
        action={sendLink}
        fields={[
          { kind: 'text', name: 'email', label: t('email'), type: 'email', autoComplete: 'username', required: true },
        ]}
        submit={t('submit')}
        said={{ sent: t('sent') }}
      />
      <p>
        <Link href="/sign-in">{t('back')}</Link>
      </p>
    </NarrowPage>
  )
}

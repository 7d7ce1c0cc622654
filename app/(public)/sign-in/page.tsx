import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { ProviderButtons } from '@/components/forms/provider-buttons'
import { Notice } from '@/components/ui/notice'
import { listProviders, sendsMail } from '@/lib/web/auth'
import { returnPath } from '@/lib/web/return-path'
import { findSignedIn } from '@/lib/web/session'
import { signIn } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signIn'))('title') }
}

const NAMES = { google: 'Google', github: 'GitHub' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { to, error } = await searchParams
  const returnTo = returnPath(to)
  if (await findSignedIn()) redirect(returnTo)
  const [t, f] = [await getTranslations('signIn'), await getTranslations('forms.rules')]
  const providers = listProviders().map((id) => ({ id, label: t('withProvider', { provider: NAMES[id] }) }))
  return (
    <NarrowPage title={t('title')}>
      {error !== undefined && (
        <Notice tone="danger">{error === 'address-not-verified' ? f('address-not-verified') : t('withError')}</Notice>
      )}
      <ActionForm
        action={signIn}
        fields={[
          { kind: 'text', name: 'email', label: t('email'), type: 'email', autoComplete: 'username', required: true },
          { kind: 'text', name: 'password', label: t('password'), type: 'password', autoComplete: 'current-password' },
        ]}
        submit={t('submit')}
        alternatives={[{ name: 'by', value: 'mail', label: t('byMail') }]}
        hidden={{ to: returnTo }}
        said={{ 'mail-sent': sendsMail() ? t('mailSent') : `${t('mailSent')} ${t('mailKept')}` }}
      />
      {providers.length > 0 && <ProviderButtons providers={providers} returnTo={returnTo} />}
      <p>
        <Link href="/reset-password">{t('forgotten')}</Link>
      </p>
      <p>
        {t('newHere')} <Link href="/sign-up">{t('signUp')}</Link>
      </p>
    </NarrowPage>
  )
}

import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import type { FieldSpec } from '@/components/forms/field-specs'
import { NarrowPage } from '@/components/forms/narrow-page'
import { findSignedIn } from '@/lib/web/session'
import { listTimeZones } from '@/lib/web/time-zones'
import { signUp } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signUp'))('title') }
}

export default async function SignUpPage() {
  if (await findSignedIn()) redirect('/')
  const t = await getTranslations('signUp')
  const fields: FieldSpec[] = [
    { kind: 'text', name: 'email', label: t('email'), type: 'email', autoComplete: 'username', required: true },
    {
      kind: 'text',
      name: 'password',
      label: t('password'),
      hint: t('passwordHint'),
      type: 'password',
      autoComplete: 'new-password',
      required: true,
    },
    { kind: 'text', name: 'accountName', label: t('name'), hint: t('nameHint'), autoComplete: 'organization' },
    {
      kind: 'select',
      name: 'timeZone',
      label: t('zone'),
      hint: t('zoneHint'),
      options: listTimeZones(),
      value: 'UTC',
      browserZone: true,
    },
  ]
  return (
    <NarrowPage title={t('title')}>
      <ActionForm action={signUp} fields={fields} submit={t('submit')} />
      <p>
        {t('haveOne')} <Link href="/sign-in">{t('signIn')}</Link>
      </p>
    </NarrowPage>
  )
}

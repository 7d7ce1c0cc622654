import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/forms/action-form'
import { NarrowPage } from '@/components/forms/narrow-page'
import { requireSignedIn } from '@/lib/web/session'
import { listTimeZones } from '@/lib/web/time-zones'
import { openAccount } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signUp'))('accountTitle') }
}

/** The second step after a first sign-in with Google or GitHub. */
export default async function FirstAccountPage() {
  const { places, name } = await requireSignedIn()
  if (places.length > 0) redirect('/')
  const t = await getTranslations('signUp')
  const zone = { label: t('zone'), hint: t('zoneHint'), options: listTimeZones(), value: 'UTC', browserZone: true }
  return (
    <NarrowPage title={t('accountTitle')} lead={t('accountBody')}>
      <ActionForm
        action={openAccount}
        fields={[
          { kind: 'text', name: 'accountName', label: t('name'), autoComplete: 'organization', value: name },
          { kind: 'select', name: 'timeZone', ...zone },
        ]}
        submit={t('accountSubmit')}
      />
    </NarrowPage>
  )
}

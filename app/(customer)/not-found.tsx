import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SignOutButton } from '@/app/sign-out-button'
import { SiteFooter } from '@/app/site-footer'
import { PlainShell } from '@/components/layout/plain-shell'
import { NotFound } from '@/components/ui/not-found'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notFound'))('title') }
}

export default function AccountNotFound() {
  return (
    <PlainShell home="/" aside={<SignOutButton />} footer={<SiteFooter />}>
      <NotFound what="account" />
    </PlainShell>
  )
}

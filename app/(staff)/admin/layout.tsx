import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SignOutButton } from '@/app/sign-out-button'
import { SiteFooter } from '@/app/site-footer'
import { NavLinks } from '@/components/layout/nav-links'
import { PlainShell } from '@/components/layout/plain-shell'
import { staffCaller } from '@/lib/web/session'

/** The frame of the staff's pages. What each role may see and do is decided by the use cases, not here. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  await staffCaller()
  const t = await getTranslations()
  const pages = [
    { href: '/admin/customers', label: t('staffCustomers.title'), icon: 'home' },
    { href: '/admin/messages', label: t('staffMessages.title'), icon: 'copy' },
    { href: '/admin/jobs', label: t('staffJobs.title'), icon: 'clock' },
  ] as const
  return (
    <PlainShell
      home="/admin/messages"
      aside={<SignOutButton />}
      nav={<NavLinks entries={pages} label={t('shell.staffPages')} place="top" />}
      footer={<SiteFooter />}
    >
      {children}
    </PlainShell>
  )
}

import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/app/site-footer'
import { NavLinks } from '@/components/layout/nav-links'
import { PlainShell } from '@/components/layout/plain-shell'

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations('shell')
  const entries = [
    { href: '/pricing' as Route, label: t('pricing'), icon: 'coin' as const },
    { href: '/rates' as Route, label: t('rates'), icon: 'gauge' as const },
    { href: '/estimate' as Route, label: t('estimate'), icon: 'info' as const },
  ]
  const signIn = (
    <Link href="/sign-in" prefetch={false} className="link py-2">
      {t('signIn')}
    </Link>
  )
  return (
    <PlainShell
      home="/"
      aside={signIn}
      nav={<NavLinks entries={entries} label={t('publicNavigation')} place="top" prefetch={false} />}
      footer={<SiteFooter />}
    >
      {children}
    </PlainShell>
  )
}

import type { Route } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SignOutButton } from '@/app/sign-out-button'
import { SiteFooter } from '@/app/site-footer'
import { AccountShell } from '@/components/layout/account-shell'
import { BalancePill } from '@/components/layout/balance-pill'
import { Freshness } from '@/components/layout/freshness'
import { When } from '@/components/ui/when'
import { zoneCity } from '@/lib/domain/format/format-time'
import { readHome } from '@/lib/web/home'

interface AccountLayoutProps {
  params: Promise<{ account: string }>
  children: ReactNode
}

/** Pages that belong to buying. */
const BUYING = ['buy/', 'plan', 'top-up', 'orders', 'documents'] as const

export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const { account, asOf, verdict, rateCardVersion } = await readHome((await params).account)
  const t = await getTranslations('shell')
  const home = `/a/${account.id}` as Route
  const asOfWords = t.rich('asOf', { time: () => <When at={asOf} zone={account.timeZone} style="time" /> })
  return (
    <AccountShell
      home={home}
      accountName={account.name}
      demo={account.demo}
      entries={[
        { href: home, label: t('home'), icon: 'home' },
        {
          href: `${home}/buy` as Route,
          label: t('buy'),
          icon: 'coin',
          within: BUYING.map((place) => `${home}/${place}`),
        },
        { href: `${home}/limits` as Route, label: t('limits'), icon: 'gauge' },
        { href: `${home}/keys` as Route, label: t('keys'), icon: 'key' },
        { href: `${home}/settings` as Route, label: t('settings'), icon: 'gear' },
      ]}
      pill={<BalancePill href={home} verdict={verdict} />}
      freshness={<Freshness asOf={`${asOf}`}>{asOfWords}</Freshness>}
      signOut={<SignOutButton />}
      footer={
        <SiteFooter
          links={<Link href="/api-reference">{t('apiReference')}</Link>}
          facts={[
            { key: 'zone', words: t('zone', { city: zoneCity(account.timeZone) }) },
            { key: 'currency', words: t('currency', { currency: account.currency }) },
            {
              key: 'card',
              words: rateCardVersion === null ? t('noRateCard') : t('rateCard', { version: rateCardVersion }),
            },
            { key: 'asOf', words: asOfWords },
          ]}
        />
      }
    >
      {children}
    </AccountShell>
  )
}

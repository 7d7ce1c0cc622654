import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Brand } from './brand'
import { DemoBanner } from './demo-banner'
import { type NavEntry, NavLinks } from './nav-links'
import { SkipLink } from './skip-link'

interface AccountShellProps {
  home: Route
  accountName: string
  demo: boolean
  entries: readonly NavEntry[]
  pill: ReactNode
  freshness: ReactNode
  signOut: ReactNode
  footer: ReactNode
  children: ReactNode
}

/** The frame of every customer page: where am I, what is left, how fresh, the way out. */
export function AccountShell({
  home,
  accountName,
  demo,
  entries,
  pill,
  freshness,
  signOut,
  footer,
  children,
}: AccountShellProps) {
  const t = useTranslations('shell')
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-hairline bg-surface">
        <div className="mx-auto flex max-w-page items-center gap-x-3 px-4 py-1 sm:gap-x-4 sm:px-6 sm:py-2">
          <Link href={home} className="shrink-0 py-3 no-underline sm:py-2">
            <Brand compact />
          </Link>
          <p className="min-w-0 truncate text-small text-ink-2 max-sm:font-medium max-sm:text-ink">{accountName}</p>
          <div className="hidden md:block">
            <NavLinks entries={entries} label={t('mainNavigation')} place="top" />
          </div>
          <div className="ml-auto flex shrink-0 items-center gap-2 sm:gap-3">
            {freshness}
            {pill}
            <div className="hidden sm:block">{signOut}</div>
          </div>
        </div>
        {demo && <DemoBanner />}
      </header>
      <main id="main" className="mx-auto w-full max-w-page grow px-4 py-4 sm:px-6 md:py-6">
        {children}
      </main>
      <div className="mx-auto w-full max-w-page px-4 pb-3 sm:hidden">{signOut}</div>
      {footer}
      <div className="sticky bottom-0 border-t border-hairline bg-surface md:hidden print:hidden">
        <NavLinks entries={entries} label={t('mainNavigation')} place="bottom" />
      </div>
    </div>
  )
}

import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from './brand'
import { SkipLink } from './skip-link'

interface PlainShellProps {
  /** Stands at the right of the header. */
  aside?: ReactNode
  /** The pages that belong together, below the header's first line. */
  nav?: ReactNode
  home: Route
  footer: ReactNode
  children: ReactNode
}

/** The frame of pages outside any account. */
export function PlainShell({ aside, nav, home, footer, children }: PlainShellProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-hairline bg-surface">
        <div className="mx-auto flex max-w-page items-center gap-4 px-4 py-2 sm:px-6">
          <Link href={home} prefetch={false} className="py-2 no-underline">
            <Brand />
          </Link>
          <div className="ml-auto flex items-center gap-3">{aside}</div>
        </div>
        {nav !== undefined && <div className="mx-auto max-w-page px-1 pb-1 sm:px-3">{nav}</div>}
      </header>
      <main id="main" className="mx-auto w-full max-w-page grow px-4 py-4 sm:px-6 md:py-6">
        {children}
      </main>
      {footer}
    </div>
  )
}

import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from './brand'
import { SkipLink } from './skip-link'

/** The frame of the pages that need no account. */
export function PublicShell({
  links,
  footer,
  children,
}: {
  links?: ReactNode
  footer: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-hairline bg-surface">
        <div className="mx-auto flex max-w-page items-center justify-between gap-4 px-4 py-2 sm:px-6">
          <Link href="/" className="py-2 no-underline">
            <Brand />
          </Link>
          {links}
        </div>
      </header>
      <main id="main" className="mx-auto w-full max-w-page grow px-4 py-6 sm:px-6 md:py-12">
        {children}
      </main>
      {footer}
    </div>
  )
}

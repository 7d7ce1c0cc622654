'use client'

import type { Route } from 'next'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Icon, type IconName } from '../ui/icon'

export interface NavEntry {
  href: Route
  label: string
  icon: IconName
  /** Beginnings of the addresses that belong to it besides its own. */
  within?: readonly string[]
}

interface NavLinksProps {
  entries: readonly NavEntry[]
  label: string
  /** "top" in the header, "bottom" as the bar of a phone. */
  place: 'top' | 'bottom'
  /** False where a page promises to send nothing by itself. */
  prefetch?: false
}

const PLACES = {
  top: {
    list: 'flex gap-1',
    link: 'flex min-h-10 items-center rounded-small px-3 text-small text-ink-2 no-underline hover:bg-sunken [&[aria-current]]:font-bold [&[aria-current]]:text-accent',
  },
  bottom: {
    list: 'grid auto-cols-fr grid-flow-col',
    link: 'flex min-h-14 flex-col items-center justify-center gap-0.5 text-label text-ink-2 no-underline [&[aria-current]]:font-bold [&[aria-current]]:text-accent',
  },
} as const

/** The pages of the account; the present one is marked for eyes and ears. */
export function NavLinks({ entries, label, place, prefetch }: NavLinksProps) {
  const path = usePathname()
  const { list, link } = PLACES[place]
  return (
    <nav aria-label={label}>
      <ul className={list}>
        {entries.map(({ href, label: name, icon, within = [] }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={prefetch}
              aria-current={
                path === href ? 'page' : within.some((start) => path.startsWith(start)) ? 'true' : undefined
              }
              className={link}
            >
              {place === 'bottom' && <Icon name={icon} />}
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

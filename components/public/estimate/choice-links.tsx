import type { Route } from 'next'
import Link from 'next/link'
import { classNames } from '@/components/ui/class-names'

interface ChoiceLinksProps {
  label: string
  choices: readonly { key: string; label: string; href: string; isChosen: boolean }[]
}

/** One of several, each an address of its own. */
export function ChoiceLinks({ label, choices }: ChoiceLinksProps) {
  return (
    <nav aria-label={label} className="grid gap-1">
      <p className="font-medium" aria-hidden="true">
        {label}
      </p>
      <ul className="flex flex-wrap gap-2">
        {choices.map(({ key, label: name, href, isChosen }) => (
          <li key={key}>
            <Link
              href={href as Route}
              scroll={false}
              prefetch={false}
              aria-current={isChosen ? 'true' : undefined}
              className={classNames(
                'inline-flex min-h-11 items-center rounded-small border px-3 text-small no-underline sm:min-h-9',
                isChosen
                  ? 'border-accent bg-accent-soft font-medium text-accent'
                  : 'border-control text-ink-2 hover:bg-sunken',
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

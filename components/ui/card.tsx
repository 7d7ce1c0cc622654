import type { ReactNode } from 'react'
import { classNames } from './class-names'

interface CardProps {
  title?: ReactNode
  /** Of the title; pages have one h1, cards are h2 unless nested. */
  level?: 2 | 3
  /** Stands at the right of the title. */
  aside?: ReactNode
  id?: string
  className?: string
  children: ReactNode
}

export function Card({ title, level = 2, aside, id, className, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section
      id={id}
      className={classNames('min-w-0 rounded-large border border-hairline bg-surface p-4 md:p-5', className)}
    >
      {title !== undefined && (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <Heading className={level === 2 ? 'text-lead font-bold' : 'text-body font-bold'}>{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}

import type { ReactNode } from 'react'

interface FooterProps {
  /** The facts that every figure of the page rests on; empty on pages without figures. */
  facts?: readonly { key: string; words: ReactNode }[]
  links?: ReactNode
  preferences: ReactNode
}

export function Footer({ facts = [], links, preferences }: FooterProps) {
  return (
    <footer className="border-t border-hairline bg-surface text-small text-ink-2">
      <div className="mx-auto grid max-w-page gap-3 px-4 py-5 sm:px-6">
        {facts.length > 0 && (
          <ul className="flex flex-wrap gap-x-5 gap-y-1">
            {facts.map(({ key, words }) => (
              <li key={key}>{words}</li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          {preferences}
          {links}
        </div>
      </div>
    </footer>
  )
}

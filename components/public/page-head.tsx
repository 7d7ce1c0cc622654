import type { ReactNode } from 'react'

/** The answer in one sentence, and what it rests on. */
export function PageHead({ answer, children }: { answer: ReactNode; children?: ReactNode }) {
  return (
    <header className="grid gap-2">
      <h1 className="max-w-measure text-heading font-bold md:text-answer">{answer}</h1>
      {children !== undefined && <div className="max-w-measure text-ink-2">{children}</div>}
    </header>
  )
}

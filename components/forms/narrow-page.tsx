import type { ReactNode } from 'react'

/** A page with one thing to do. */
export function NarrowPage({ title, lead, children }: { title: ReactNode; lead?: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto grid w-full max-w-[26rem] gap-5 py-6">
      <h1 className="text-heading font-bold">{title}</h1>
      {lead !== undefined && <p className="text-ink-2">{lead}</p>}
      {children}
    </div>
  )
}

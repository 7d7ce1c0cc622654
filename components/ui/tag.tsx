import type { ReactNode } from 'react'
import { classNames } from './class-names'
import type { Tone } from './notice'

const LOOKS: Record<Tone, string> = {
  neutral: 'border-control text-ink-2',
  info: 'border-info bg-info-soft text-info',
  ok: 'border-ok bg-ok-soft text-ok',
  warn: 'border-warn bg-warn-soft text-warn',
  danger: 'border-danger bg-danger-soft text-danger',
}

/** A short state in a word or two. */
export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        'inline-block rounded-small border px-1.5 text-label font-medium whitespace-nowrap',
        LOOKS[tone],
      )}
    >
      {children}
    </span>
  )
}

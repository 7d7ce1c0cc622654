import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { Icon, type IconName } from './icon'

export type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'danger'

const LOOKS: Record<Tone, { box: string; icon: IconName; sign: string }> = {
  neutral: { box: 'border-hairline bg-surface', icon: 'info', sign: 'text-ink-3' },
  info: { box: 'border-info bg-info-soft', icon: 'info', sign: 'text-info' },
  ok: { box: 'border-ok bg-ok-soft', icon: 'check', sign: 'text-ok' },
  warn: { box: 'border-warn bg-warn-soft', icon: 'triangle', sign: 'text-warn' },
  danger: { box: 'border-danger bg-danger-soft', icon: 'square', sign: 'text-danger' },
}

interface NoticeProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** "status" announces politely what appears after an action; leave out for what is on the page from the start. */
  role?: 'status' | 'alert'
}

/** A message beside the work. The words carry the meaning; tone and sign repeat it. */
export function Notice({ tone = 'info', title, children, role }: NoticeProps) {
  const { box, icon, sign } = LOOKS[tone]
  return (
    <div role={role} className={classNames('flex gap-3 rounded-large border p-4', box)}>
      <Icon name={icon} className={classNames('mt-0.5 shrink-0', sign)} />
      <div className="grid min-w-0 gap-1">
        {title !== undefined && <p className="font-bold">{title}</p>}
        {children !== undefined && <div className="max-w-measure">{children}</div>}
      </div>
    </div>
  )
}

/** Stands where an action is absent for this role: says who can do it. */
export function ReadOnlyNote({ children }: { children: ReactNode }) {
  return <Notice tone="neutral">{children}</Notice>
}

import type { ReactNode } from 'react'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'
import { LimitItem } from './limit-item'

interface LimitListProps {
  view: LimitsView
  limits: readonly LimitView[]
  /** Said when there is none. */
  none: string
  actions?: (limit: LimitView) => ReactNode
}

export function LimitList({ view, limits, none, actions }: LimitListProps) {
  if (limits.length === 0) return <p className="text-ink-2">{none}</p>
  return (
    <ul className="grid">
      {limits.map((limit) => (
        <LimitItem key={limit.quota.key} view={view} limit={limit} actions={actions?.(limit)} />
      ))}
    </ul>
  )
}

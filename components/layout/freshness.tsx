'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'

const REFRESH_MILLISECONDS = 10_000
const DELAYED_AFTER_MILLISECONDS = 25_000
const MINUTE_MILLISECONDS = 60_000

type State = { kind: 'stated' | 'live' | 'offline' } | { kind: 'delayed'; minutes: number }

interface FreshnessProps {
  /** The snapshot's instant: a new one means that news arrived. */
  asOf: string
  /** The same in words, for before the first refresh and without JavaScript. */
  children: ReactNode
}

/** Keeps the page up to date while it is looked at, and says in words how fresh it is. */
export function Freshness({ asOf, children }: FreshnessProps) {
  const t = useTranslations('ui')
  const state = useFreshness(asOf)
  if (state.kind === 'stated') return <span className="text-label text-ink-3 max-sm:hidden">{children}</span>
  const live = state.kind === 'live'
  return (
    <span className="inline-flex items-center gap-1.5 text-label text-ink-3">
      <svg viewBox="0 0 10 10" aria-hidden="true" className={`size-2.5 ${live ? 'text-ok' : 'text-warn'}`}>
        <circle cx="5" cy="5" r="4" stroke="currentColor" strokeWidth="1.5" fill={live ? 'currentColor' : 'none'} />
      </svg>
      {state.kind === 'delayed' && state.minutes > 0 ? t('delayedBy', { minutes: state.minutes }) : t(state.kind)}
    </span>
  )
}

function useFreshness(asOf: string): State {
  const router = useRouter()
  const path = usePathname()
  const [state, setState] = useState<State>({ kind: 'stated' })
  const shown = useRef({ path, asOf, since: 0 })

  useEffect(() => {
    // A layout outlives a change of page: without this its balance could differ from the page's.
    if (shown.current.path !== path) router.refresh()
    shown.current.path = path
  }, [path, router])

  useEffect(() => {
    shown.current = { ...shown.current, asOf, since: performance.now() }
    setState({ kind: 'live' })
  }, [asOf])

  useEffect(() => {
    const refresh = async () => {
      if (document.visibilityState === 'hidden') return
      if (!navigator.onLine) return setState({ kind: 'offline' })
      if (await isServing()) return router.refresh()
      const age = performance.now() - shown.current.since
      if (age > DELAYED_AFTER_MILLISECONDS)
        setState({ kind: 'delayed', minutes: Math.floor(age / MINUTE_MILLISECONDS) })
    }
    const timer = setInterval(refresh, REFRESH_MILLISECONDS)
    const events = ['online', 'offline'] as const
    for (const event of events) window.addEventListener(event, refresh)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      for (const event of events) window.removeEventListener(event, refresh)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [router])

  return state
}

/** Asked first: a refresh that fails would take the page away with the figures that are still good. */
async function isServing(): Promise<boolean> {
  const answer = await fetch('/api/health', { cache: 'no-store' }).catch(() => null)
  return answer?.ok ?? false
}

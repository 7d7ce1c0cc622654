'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'

const REFRESH_MILLISECONDS = 10_000
const DELAYED_AFTER_MILLISECONDS = 25_000

type State = 'stated' | 'live' | 'delayed' | 'offline'

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
  if (state === 'stated') return <span className="text-label text-ink-3 max-sm:hidden">{children}</span>
  return (
    <span className="inline-flex items-center gap-1.5 text-label text-ink-3">
      <svg viewBox="0 0 10 10" aria-hidden="true" className={`size-2.5 ${state === 'live' ? 'text-ok' : 'text-warn'}`}>
        <circle
          cx="5"
          cy="5"
          r="4"
          stroke="currentColor"
          strokeWidth="1.5"
          fill={state === 'live' ? 'currentColor' : 'none'}
        />
      </svg>
      {t(state)}
    </span>
  )
}

function useFreshness(asOf: string): State {
  const router = useRouter()
  const path = usePathname()
  const [state, setState] = useState<State>('stated')
  const shown = useRef({ asOf, path, since: 0 })

  useEffect(() => {
    const { current } = shown
    // A layout outlives a change of page: without this its balance could differ from the page's.
    if (current.path !== path) router.refresh()
    if (current.asOf !== asOf) setState('live')
    shown.current = { asOf, path, since: performance.now() }
  }, [asOf, path, router])

  useEffect(() => {
    const refresh = () => {
      if (document.visibilityState === 'hidden') return
      if (!navigator.onLine) return setState('offline')
      const { since } = shown.current
      setState(performance.now() - since > DELAYED_AFTER_MILLISECONDS ? 'delayed' : 'live')
      router.refresh()
    }
    const timer = setInterval(refresh, REFRESH_MILLISECONDS)
    const events = ['online', 'offline'] as const
    for (const event of events) window.addEventListener(event, refresh)
    document.addEventListener('visibilitychange', refresh)
    setState('live')
    return () => {
      clearInterval(timer)
      for (const event of events) window.removeEventListener(event, refresh)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [router])

  return state
}

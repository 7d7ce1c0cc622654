'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const FIRST_MILLIS = 3500
const SLOWER = 1.4
const LAST_MILLIS = 60_000

/** Looks again by itself while the page is in view, less often the longer it takes. Leaving it stops nothing. */
export function KeepLooking() {
  const { refresh } = useRouter()
  useEffect(() => {
    let wait = FIRST_MILLIS
    let timer = setTimeout(look, wait)
    function look() {
      if (document.visibilityState === 'visible') refresh()
      wait = Math.min(wait * SLOWER, LAST_MILLIS)
      timer = setTimeout(look, wait)
    }
    return () => clearTimeout(timer)
  }, [refresh])
  return null
}

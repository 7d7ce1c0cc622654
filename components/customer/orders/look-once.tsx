'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Reads the page anew once: the frame around it was read before these tokens came. */
export function LookOnce() {
  const { refresh } = useRouter()
  useEffect(() => refresh(), [refresh])
  return null
}

'use client'

import { signIn } from 'next-auth/react'
import { Button } from '@/components/ui/button'

interface ProviderButtonsProps {
  providers: readonly { id: string; label: string }[]
  returnTo: string
}

/** Signing in at Google or GitHub. Needs JavaScript, as their own pages do. */
export function ProviderButtons({ providers, returnTo }: ProviderButtonsProps) {
  return (
    <div className="grid gap-2">
      {providers.map(({ id, label }) => (
        <Button key={id} variant="secondary" onClick={() => signIn(id, { callbackUrl: returnTo })}>
          {label}
        </Button>
      ))}
    </div>
  )
}

'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { Failure } from '@/components/ui/failure'

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <main className="mx-auto max-w-page px-4 sm:px-6">
      <Failure reference={error.digest} retry={retry} isOutdated={unstable_isUnrecognizedActionError(error)} />
    </main>
  )
}

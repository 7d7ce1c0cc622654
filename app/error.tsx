'use client'

import { Failure, type FailureProps } from '@/components/ui/failure'

export default function PageError({ error, retry }: FailureProps) {
  return (
    <main className="mx-auto max-w-page px-4 sm:px-6">
      <Failure error={error} retry={retry} />
    </main>
  )
}

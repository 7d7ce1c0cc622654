'use client'

import { Failure } from '@/components/ui/failure'

export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return <Failure reference={error.digest} retry={retry} />
}

'use client'

import { Failure, type FailureProps } from '@/components/ui/failure'

export default function PageError({ error, retry }: FailureProps) {
  return <Failure error={error} retry={retry} />
}

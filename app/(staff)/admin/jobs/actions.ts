'use server'

import { retryJob } from '@/lib/usecases/oversight/retry-job'
import { defineAction } from '@/lib/web/action'
import { staffCaller } from '@/lib/web/session'

export const tryAgain = defineAction<string>(async (fields) => {
  await retryJob(await staffCaller(), { name: fields.text('name') })
  return { result: 'asked' }
})

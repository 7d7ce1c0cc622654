import { z } from 'zod'
import { retryJob as retry } from '@/lib/db/jobs'
import { Text } from '@/lib/domain/input-types'
import { JOB_KEEPERS } from '@/lib/domain/oversight/jobs'
import { Refusal } from '@/lib/domain/refusals'
import { staff } from '../allow'
import { defineUsecase } from '../define'

/** Has a job that failed tried again now rather than when its wait is over. */
export const retryJob = defineUsecase({
  name: 'oversight.retry-job',
  input: z.strictObject({ name: Text.min(1).max(100) }),
  allow: staff(...JOB_KEEPERS),
  isSafeTwice: true,
  run: async ({ name }, work) => {
    if (!(await retry(work.tx, name))) throw notWaiting()
    work.audit({ subject: `job:${name}` })
  },
})

function notWaiting(): Refusal {
  return new Refusal('conflict', {
    detail: 'This job is not waiting to be tried again: it is running, or has succeeded meanwhile.',
    facts: { rule: 'job-not-waiting' },
  })
}

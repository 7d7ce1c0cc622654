import { z } from 'zod'
import { loadJobFacts } from '@/lib/db/jobs'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { JOB_KEEPERS, type JobsView, viewJobs } from '@/lib/domain/oversight/jobs'
import { staff } from '../allow'
import { defineQuery } from '../define'

/** What is done by the clock: when, with what result, and what is failing. `mayRetry` says whether the caller may have it tried again. */
export const listJobs = defineQuery({
  name: 'oversight.list-jobs',
  input: z.strictObject({}),
  allow: staff(...STAFF_ROLES),
  run: async (_, { tx, now, caller }): Promise<JobsView & { mayRetry: boolean }> => ({
    ...viewJobs(await loadJobFacts(tx), now),
    mayRetry: JOB_KEEPERS.includes(caller.role),
  }),
})

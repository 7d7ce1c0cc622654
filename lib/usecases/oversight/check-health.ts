import { z } from 'zod'
import { type Instant, SECOND } from '@/lib/domain/instants'
import { job } from '../allow'
import { defineQuery } from '../define'

/** How far the process's clock may be from the database's before usage is refused. */
const SKEW_MAX: Instant = 5n * SECOND

/** Reaches the database and compares its clock with `processAt`, the caller's. Throws 'unavailable' when it cannot be reached. */
export const checkHealth = defineQuery({
  name: 'oversight.check-health',
  input: z.strictObject({ processAt: z.bigint() }),
  allow: job,
  run: async ({ processAt }, { now }) => {
    const skew = processAt > now ? processAt - now : now - processAt
    return { databaseAt: now, skew, isSteady: skew <= SKEW_MAX }
  },
})

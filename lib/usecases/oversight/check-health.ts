import { z } from 'zod'
import { job } from '../allow'
import { defineQuery } from '../define'

/** Reaches the database and reads its clock. Throws 'unavailable' when it cannot be reached. */
export const checkHealth = defineQuery({
  name: 'oversight.check-health',
  input: z.strictObject({}),
  allow: job,
  run: async (_, { now }) => ({ databaseAt: now }),
})

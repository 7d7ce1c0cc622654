import { z } from 'zod'
import { listDemoAccounts as list } from '@/lib/db/oversight'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import type { DemoAccounts } from '@/lib/domain/oversight/demo'
import { either, job, staff } from '../allow'
import { defineQuery } from '../define'

/** The accounts of the demo story, the oldest first: how far it is told, and on what an import may be tried. */
export const listDemoAccounts = defineQuery({
  name: 'oversight.list-demo-accounts',
  input: z.strictObject({}),
  allow: either(staff(...STAFF_ROLES), job),
  run: async (_, { tx, now }): Promise<DemoAccounts> => ({ asOf: now, accounts: await list(tx) }),
})

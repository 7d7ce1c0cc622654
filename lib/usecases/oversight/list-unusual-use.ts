import { z } from 'zod'
import { listUnusualUseOfAll, type UnusualUseOfCustomer } from '@/lib/db/forecast-unusual'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { DAY } from '@/lib/domain/instants'
import { staff } from '../allow'
import { defineQuery } from '../define'

export type { UnusualUseOfCustomer }

const ROWS_MAX = 100

/** Use unlike that of the days before, in all accounts of the last days, the latest first: the first hundred. Half of it is nothing. */
export const listUnusualUse = defineQuery({
  name: 'oversight.list-unusual-use',
  input: z.strictObject({ days: z.int().min(1).max(90).default(7) }),
  allow: staff(...STAFF_ROLES),
  run: ({ days }, { tx, now }): Promise<UnusualUseOfCustomer[]> =>
    listUnusualUseOfAll(tx, now - BigInt(days) * DAY, ROWS_MAX),
})

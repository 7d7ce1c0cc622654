import { z } from 'zod'
import { type CustomerRow, listCustomers as list } from '@/lib/db/oversight'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { Text } from '@/lib/domain/input-types'
import { staff } from '../allow'
import { defineQuery } from '../define'

export type { CustomerRow }

const CUSTOMERS_MAX = 50

/** Accounts by name, those whose name contains the words when there are any: the first fifty, and how many there are. */
export const listCustomers = defineQuery({
  name: 'oversight.list-customers',
  input: z.strictObject({ search: Text.trim().max(80).default('') }),
  allow: staff(...STAFF_ROLES),
  run: ({ search }, { tx }): Promise<{ customers: CustomerRow[]; count: number }> =>
    list(tx, { search, rowsMax: CUSTOMERS_MAX }),
})

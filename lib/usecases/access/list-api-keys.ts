import { z } from 'zod'
import { type ApiKeyView, listApiKeys as list } from '@/lib/db/access-api-keys'
import { AccountIdInput } from '@/lib/domain/access/inputs'
import { anyRole } from '../allow'
import { defineQuery } from '../define'

export type { ApiKeyView }

/** The account's keys, the newest first, revoked ones too: names, first characters, rights and last use, never the keys. */
export const listApiKeys = defineQuery({
  name: 'access.list-api-keys',
  input: z.strictObject({ accountId: AccountIdInput }),
  allow: anyRole,
  run: ({ accountId }, { tx }): Promise<ApiKeyView[]> => list(tx, accountId),
})

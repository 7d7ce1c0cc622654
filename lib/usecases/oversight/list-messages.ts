import { z } from 'zod'
import { listMessages as list, type MessageView } from '@/lib/db/access-messages'
import { STAFF_ROLES } from '@/lib/domain/access/callers'
import { staff } from '../allow'
import { defineQuery } from '../define'

export type { MessageView }

const MESSAGES_MAX = 100

/**
 * The last hundred messages, the newest first: with their text when no SMTP server carried them. What goes
 * to the staff itself is for admins alone: a link in it signs in with the rights of whom it was sent to.
 */
export const listMessages = defineQuery({
  name: 'oversight.list-messages',
  input: z.strictObject({}),
  allow: staff(...STAFF_ROLES),
  run: (_, { tx, caller }): Promise<MessageView[]> =>
    list(tx, { rowsMax: MESSAGES_MAX, toStaff: caller.role === 'admin' }),
})

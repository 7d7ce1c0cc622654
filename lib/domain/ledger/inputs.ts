import { z } from 'zod'

/** An account's id as people and machines send it; comes out in small letters. */
export const AccountId = z.uuid({ error: 'Send the id of an account, a UUID.' }).toLowerCase()

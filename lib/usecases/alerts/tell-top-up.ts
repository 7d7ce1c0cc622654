import type { z } from 'zod'
import { config } from '@/lib/config'
import { type AccountProfile, findAccountProfile } from '@/lib/db/access-accounts'
import { listRecipients } from '@/lib/db/access-members'
import type { OutboxEventRow } from '@/lib/db/audit'
import type { Letter } from '@/lib/domain/access/letters'
import { TopUpBlocked, TopUpDeclined, TopUpDone, TopUpPaused } from '@/lib/domain/alerts/inputs'
import {
  composeTopUpBlocked,
  composeTopUpDeclined,
  composeTopUpDone,
  composeTopUpPaused,
} from '@/lib/domain/alerts/top-up-letters'
import type { Language } from '@/lib/domain/format/locales'
import { notFound } from '@/lib/domain/refusals'
import { keepLetter, type WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { parseInput } from '../parse-input'

type Teller = (event: OutboxEventRow, work: Work) => Promise<WrittenLetter[]>

/** Each writes to those who answer for the account's money, in their language. */
export const tellTopUpDone = teller(TopUpDone, composeTopUpDone, ({ orderId }) => `orders/${orderId}`)
export const tellTopUpDeclined = teller(TopUpDeclined, composeTopUpDeclined)
export const tellTopUpPaused = teller(TopUpPaused, composeTopUpPaused)
export const tellTopUpBlocked = teller(TopUpBlocked, composeTopUpBlocked)

function teller<S extends z.ZodType>(
  schema: S,
  compose: (told: z.output<S>, account: AccountProfile, language: Language, link: string) => Letter,
  pageOf: (told: z.output<S>) => string = () => 'top-up',
): Teller {
  return async ({ accountId, payload }, work) => {
    const told = parseInput(schema, payload)
    const account = await findAccountProfile(work.tx, accountId)
    if (!account) throw notFound('account')
    const link = new URL(`/a/${accountId}/${pageOf(told)}`, config().NEXTAUTH_URL).href
    const letters: WrittenLetter[] = []
    for (const { email, language } of await listRecipients(work.tx, accountId, ['owner', 'billing'])) {
      letters.push(await keepLetter(work, email, compose(told, account, language ?? 'en', link)))
    }
    return letters
  }
}

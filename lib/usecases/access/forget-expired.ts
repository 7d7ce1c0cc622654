import { deleteOldMailTokens } from '@/lib/db/access-mail-tokens'
import { deleteOldSessions } from '@/lib/db/access-sessions'
import { deleteOldTries } from '@/lib/db/access-throttle'
import { DAY } from '@/lib/domain/instants'
import { type Batch, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineUsecase } from '../define'

const ROWS_MAX = 1000
/** Somebody may still ask where they were signed in. */
const SESSIONS_KEPT = 30n * DAY
/** Support may still have to find out whether a link was used. */
const MAIL_TOKENS_KEPT = 7n * DAY

/** Forgets the next sessions, links and counted tries that have outlived their use. */
export const forgetExpired = defineUsecase({
  name: 'access.forget-expired',
  input: SweepInput,
  allow: job,
  isSafeTwice: true,
  run: async (_, work): Promise<Batch> => {
    const { tx, now } = work
    const sessions = await deleteOldSessions(tx, now - SESSIONS_KEPT, ROWS_MAX)
    const mailTokens = await deleteOldMailTokens(tx, now - MAIL_TOKENS_KEPT, ROWS_MAX)
    const tries = await deleteOldTries(tx, now, ROWS_MAX)
    const counts = { sessions, mailTokens, tries }
    const isMore = Object.values(counts).includes(ROWS_MAX)
    if (sessions + mailTokens + tries === 0) work.unchanged()
    work.audit({ subject: 'expired', detail: counts })
    return { counts, failures: [], next: isMore ? 'more' : null }
  },
})

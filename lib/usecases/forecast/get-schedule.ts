import { z } from 'zod'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { listCardDates } from '@/lib/db/catalogue'
import { findBook } from '@/lib/db/ledger'
import { loadLimits } from '@/lib/db/quotas'
import { schedule } from '@/lib/domain/forecast/schedule'
import type { ScheduleView } from '@/lib/domain/forecast/schedule-model'
import { expectRenewals } from '@/lib/domain/ledger/expect-renewals'
import { AccountId } from '@/lib/domain/ledger/inputs'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { planInForce } from '@/lib/domain/quotas/effective-quotas'
import { notFound } from '@/lib/domain/refusals'
import { anyRole, scope } from '../allow'
import { defineQuery, type Work } from '../define'
import { accountNamed } from '../ledger/account-named'
import { limitsOf } from '../quotas/change-limits'
import { readExpectation } from './read-expectation'

const NAME = 'forecast.get-schedule'

/** Everything that is to come in an account, in the order of time, for its members. */
export const getSchedule = defineQuery({
  name: NAME,
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: ({ accountId }, work) => readSchedule(work, accountId),
})

/** The same for machines: a service key names the account. */
export const getScheduleByKey = defineQuery({
  name: NAME,
  input: z.strictObject({ account: AccountId.optional() }),
  allow: scope('balance:read'),
  run: ({ account }, work) => readSchedule(work, accountNamed(work.caller, account, '/account')),
})

/** The timeline within the work of another verb. Refuses an account that does not exist. */
export async function readSchedule(work: Pick<Work, 'tx' | 'house' | 'now'>, accountId: string): Promise<ScheduleView> {
  const { tx, now } = work
  const [stored, account] = [await findBook(tx, accountId), await findAccountProfile(tx, accountId)]
  if (!stored || !account) throw notFound('account')
  const book = expectRenewals(planSettlement(stored, now), now)
  const planKey = planInForce(book.plan, now)
  const loaded = (await loadLimits(tx, [{ accountId, planKey }])).get(accountId)
  const limits = loaded ? limitsOf(loaded, loaded.own) : []
  const [cards, expectation] = [await listCardDates(tx), await readExpectation(work, book)]
  return {
    accountId,
    accountName: account.name,
    timeZone: book.timeZone,
    currency: book.currency,
    asOf: now,
    events: schedule({ book, now, limits, cards, expectation }),
  }
}

import { config } from '@/lib/config'
import { findAccountProfile } from '@/lib/db/access-accounts'
import { listRecipients } from '@/lib/db/access-members'
import type { OutboxEventRow } from '@/lib/db/audit'
import { composeBudgetLetter } from '@/lib/domain/alerts/budget-letter'
import { BudgetCrossed } from '@/lib/domain/alerts/inputs'
import { notFound } from '@/lib/domain/refusals'
import { keepLetter, type WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { parseInput } from '../parse-input'

/** Writes to those who answer for the account's money that a budget is used to so many percent, each in their language. */
export async function tellBudgetCrossed({ accountId, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const budget = parseInput(BudgetCrossed, payload)
  const account = await findAccountProfile(work.tx, accountId)
  if (!account) throw notFound('account')
  const link = new URL(`/a/${accountId}/limits`, config().NEXTAUTH_URL).href
  const letters: WrittenLetter[] = []
  for (const { email, language } of await listRecipients(work.tx, accountId, ['owner', 'billing'])) {
    letters.push(await keepLetter(work, email, composeBudgetLetter(budget, account, language ?? 'en', link)))
  }
  return letters
}

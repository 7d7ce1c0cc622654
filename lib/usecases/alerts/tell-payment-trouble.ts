import { findAccountProfile } from '@/lib/db/access-accounts'
import { listStaffRecipients } from '@/lib/db/access-members'
import type { OutboxEventRow } from '@/lib/db/audit'
import type { Letter } from '@/lib/domain/access/letters'
import { OrderMismatch, PaymentUnmatched } from '@/lib/domain/alerts/inputs'
import { composeMismatchLetter, composeUnmatchedLetter } from '@/lib/domain/alerts/payment-letters'
import type { Language } from '@/lib/domain/format/locales'
import { notFound } from '@/lib/domain/refusals'
import { keepLetter, type WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { parseInput } from '../parse-input'

/** Writes to the staff that answers for money that another amount was paid than ordered. */
export async function tellOrderMismatch({ accountId, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const mismatch = parseInput(OrderMismatch, payload)
  const account = await findAccountProfile(work.tx, accountId)
  if (!account) throw notFound('account')
  return writeToFinance(work, (language) => composeMismatchLetter(mismatch, account, language))
}

/** The same of an event of the provider's about an order that is not here. */
export async function tellPaymentUnmatched({ payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const about = parseInput(PaymentUnmatched, payload)
  return writeToFinance(work, (language) => composeUnmatchedLetter(about, language))
}

async function writeToFinance(work: Work, compose: (language: Language) => Letter): Promise<WrittenLetter[]> {
  const letters: WrittenLetter[] = []
  for (const { email, language } of await listStaffRecipients(work.tx, ['finance', 'admin'])) {
    letters.push(await keepLetter(work, email, compose(language ?? 'en')))
  }
  return letters
}

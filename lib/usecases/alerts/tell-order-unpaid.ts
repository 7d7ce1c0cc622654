import { findAccountProfile } from '@/lib/db/access-accounts'
import { listRecipients } from '@/lib/db/access-members'
import type { OutboxEventRow } from '@/lib/db/audit'
import { findOrder } from '@/lib/db/purchases-orders'
import { OrderUnpaid } from '@/lib/domain/alerts/inputs'
import { composeUnpaidLetter } from '@/lib/domain/alerts/unpaid-letter'
import { notFound } from '@/lib/domain/refusals'
import { keepLetter, type WrittenLetter } from '../access/post-letter'
import type { Work } from '../define'
import { parseInput } from '../parse-input'
import { orderAddress } from '../purchases/order-address'

/** Writes to those who answer for the account's money that its saved card was refused, and what follows, each in their language. */
export async function tellOrderUnpaid({ accountId, payload }: OutboxEventRow, work: Work): Promise<WrittenLetter[]> {
  const unpaid = parseInput(OrderUnpaid, payload)
  const account = await findAccountProfile(work.tx, accountId)
  const order = await findOrder(work.tx, { accountId, orderId: unpaid.orderId })
  if (!account || !order) throw notFound('order')
  const letters: WrittenLetter[] = []
  for (const { email, language } of await listRecipients(work.tx, accountId, ['owner', 'billing'])) {
    const letter = composeUnpaidLetter(unpaid, order, account, language ?? order.language, orderAddress(order))
    letters.push(await keepLetter(work, email, letter))
  }
  return letters
}

import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { periodGrantId, periodStart } from '@/lib/domain/ledger/periods'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import type { Order } from '@/lib/domain/purchases/order-model'
import { quotePlan } from '@/lib/domain/purchases/plan-quote'
import type { Work } from '../define'
import { inBook } from '../ledger/in-book'
import { postGrant } from '../ledger/post-grant'
import { changePlan } from '../subscriptions/change-plan'
import { readStanding } from '../subscriptions/read-standing'

/** What a paid order brought: the grant, which is null where it brings none; null when it cannot be had any more. */
export type Delivered = { readonly grantId: string | null } | null

/** Brings what was paid for, under the account's lock, in the transaction that notes the payment. */
export async function deliverOrder(order: Order, work: Work): Promise<Delivered> {
  switch (order.kind) {
    case 'plan':
    case 'upgrade':
      return deliverPlan(order, work)
    case 'renewal':
      return deliverPeriod(order, work)
    default:
      return { grantId: await deliverTokens(order, work) }
  }
}

/** Tokens that last for so many days; those of a month's use pay the debt that it left at once. */
async function deliverTokens(order: Order, work: Work): Promise<string> {
  const { accountId, id, tokens, name, actor } = order
  const { transaction } = await postGrant(work, {
    accountId,
    key: `order:${id}`,
    source: 'pack',
    name,
    amount: tokens,
    reason: reasonOf(order),
    expiresAt: work.now + BigInt(order.expiryDays) * DAY,
    costCents: order.netCents,
    actor,
  })
  const grantId = transaction.entries[0]?.grantId
  if (!grantId) throw new Error(`The order ${id} was delivered without a grant.`)
  return grantId
}

/** The plan from now on, if that still is what was quoted: another plan, or another period, may run by now. */
async function deliverPlan(order: Order, work: Work): Promise<Delivered> {
  const { accountId, planKey, kind, tokens, netCents, tax } = order
  const plan = planKey === null ? null : await findPlan(work.tx, planKey)
  const stored = await findBook(work.tx, accountId)
  if (!plan || !stored) return null
  const pricedAt = order.pricedAt ?? work.now
  const standing = await readStanding(work.tx, planSettlement(stored, work.now), work.now)
  const { change, ...quote } = quotePlan(standing, plan, pricedAt, tax)
  if (change.kind !== (kind === 'plan' ? 'start' : 'upgrade')) return null
  if (quote.tokens !== tokens || quote.netCents !== netCents) return null
  const asked = { accountId, planKey: plan.key, reason: reasonOf(order), isBilled: true }
  const { grantId } = await changePlan(work, { ...asked, ...(kind === 'upgrade' && { pricedAt }) })
  return { grantId }
}

/** One period more is paid for; it opens when it begins, or at once when it should have begun before. */
async function deliverPeriod(order: Order, work: Work): Promise<Delivered> {
  const { accountId, allowanceId, pricedAt } = order
  return inBook(work.tx, work.house, accountId, (open): Delivered => {
    const allowance = allowanceId === null ? undefined : open.book.allowances.get(allowanceId)
    if (!allowance || allowance.nextAt !== pricedAt || allowance.paidUntil !== pricedAt) return null
    const paidUntil = periodStart(allowance, open.book.timeZone, allowance.nextN + 1)
    open.setAllowance({ ...allowance, paidUntil })
    return { grantId: periodGrantId(allowance.id, allowance.nextN) }
  })
}

function reasonOf({ id }: Order): string {
  return `Order ${id}.`
}

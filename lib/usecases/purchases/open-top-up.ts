import { z } from 'zod'
import { lockAccounts } from '@/lib/db/ledger'
import { findTopUp, putTopUp } from '@/lib/db/purchases-top-ups'
import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Sale } from '@/lib/domain/purchases/order-model'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import { planTopUp, type TopUpPlan } from '@/lib/domain/purchases/top-up-plan'
import { blockedBy, started } from '@/lib/domain/purchases/top-up-state'
import { notFound } from '@/lib/domain/refusals'
import { job } from '../allow'
import { defineUsecase, type Work } from '../define'
import { noteEnd } from './note-top-up'
import { readShop, type Shop } from './read-shop'
import { writeOrder } from './write-order'

/** Orders have a last moment to pay; a saved card is charged at once. */
const CHARGE_WITHIN: Instant = DAY

/** What the rule does, and its purchase that is to be charged: a new one, or one that was opened before and never heard of again. */
export interface OpenedTopUp {
  readonly kind: TopUpPlan['kind']
  readonly orderId: string | null
}

/**
 * Opens an auto top-up's purchase when one is due, under the account's lock: the ceiling is held against all that was paid and is under way,
 * so however many ask at once, one purchase is opened, and none above the ceiling. What became of the one before is noted first.
 */
export const openTopUp = defineUsecase({
  name: 'purchases.open-top-up',
  input: z.strictObject({ accountId: AccountId }),
  allow: job,
  isSafeTwice: true,
  run: async ({ accountId }, work): Promise<OpenedTopUp> => {
    await lockAccounts(work.tx, [accountId])
    const stored = await findTopUp(work.tx, accountId, true)
    if (!stored) throw notFound('auto top-up')
    const topUp = await noteEnd(work, stored)
    const shop = await readShop(work, accountId, topUp.language)
    const plan = planTopUp(topUp, shop.facts)
    if (plan.kind === 'buy') return { kind: 'buy', orderId: await open(work, topUp, plan.sale) }
    const isTold = plan.kind === 'blocked' && (await block(work, topUp, shop, plan))
    if (topUp === stored && !isTold) work.unchanged()
    return { kind: plan.kind, orderId: shop.pendingId }
  },
})

async function open(work: Work, topUp: TopUp, sale: Sale): Promise<string> {
  const { accountId, language } = topUp
  const { id } = await writeOrder(work, {
    ...{ ...sale, accountId, language, payBy: work.now + CHARGE_WITHIN, pricedAt: null, allowanceId: null },
    formKey: `top-up:${work.newId()}`,
    payWay: 'saved-card',
    tryAt: work.now,
  })
  await putTopUp(work.tx, started(topUp, id))
  return id
}

/** Notes why nothing could be bought, and when to look again; tells it the first time. Says whether it did. */
async function block(
  work: Work,
  topUp: TopUp,
  { book, month, facts }: Shop,
  { by, neededCents = 0n, leftCents = 0n }: Extract<TopUpPlan, { kind: 'blocked' }>,
): Promise<boolean> {
  const { accountId, ceilingCents } = topUp
  const next = blockedBy(topUp, by, facts.now, month.endsAt)
  await putTopUp(work.tx, next)
  if (topUp.blocked?.by === by) return false
  const money = { neededCents: `${neededCents}`, leftCents: `${leftCents}`, ceilingCents: `${ceilingCents}` }
  const about = { by, ...money, currency: book.currency, until: instantToIso(month.endsAt) }
  work.audit({ accountId, subject: `top-up:${accountId}`, detail: about })
  work.emit({ accountId, name: 'top-up.blocked', payload: about })
  return true
}

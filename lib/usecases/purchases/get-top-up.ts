import { z } from 'zod'
import { findOrder } from '@/lib/db/purchases-orders'
import { listTopUpOrderIds } from '@/lib/db/purchases-top-up-orders'
import { findTopUp } from '@/lib/db/purchases-top-ups'
import { AccountId } from '@/lib/domain/ledger/inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { taxFor } from '@/lib/domain/purchases/tax'
import { leftOf, planTopUp, topUpSale } from '@/lib/domain/purchases/top-up-plan'
import type { TopUpView } from '@/lib/domain/purchases/top-up-view'
import { anyRole } from '../allow'
import { defineQuery, type Work } from '../define'
import { counterFor, readShop } from './read-shop'
import { tryRule } from './try-rule'

const RUNS_SHOWN = 10

/** The account's auto top-up: what was set, how it goes, what it spent this month, what it bought last and would have bought. */
export const getTopUp = defineQuery({
  name: 'purchases.get-top-up',
  input: z.strictObject({ accountId: AccountId }),
  allow: anyRole,
  run: async ({ accountId }, work): Promise<TopUpView> => {
    const topUp = await findTopUp(work.tx, accountId)
    const { book, month, buyer, card, packs, pendingId, facts } = await readShop(
      work,
      accountId,
      topUp?.language ?? 'en',
    )
    const { currency, timeZone } = book
    const counter = counterFor(buyer, packs, currency, topUp?.language ?? 'en')
    const sale = topUp && topUpSale(topUp.packKey, counter)
    return {
      accountId,
      asOf: work.now,
      timeZone,
      currency,
      topUp,
      plan: topUp && planTopUp(topUp, facts),
      sale,
      month: { ...month, spentCents: facts.spentCents, leftCents: leftOf(topUp?.ceilingCents ?? 0n, facts.spentCents) },
      packs,
      hasBuyer: buyer !== null,
      tax: taxFor(counter.buyer, counter.sellerCountry),
      card,
      pendingId,
      runs: await lastRuns(work, accountId),
      dryRun: topUp && sale && (await tryRule(work, book, { ...topUp, ...sale })),
    }
  },
})

async function lastRuns({ tx }: Work, accountId: string): Promise<Order[]> {
  const runs: Order[] = []
  for (const orderId of await listTopUpOrderIds(tx, accountId, RUNS_SHOWN)) {
    const order = await findOrder(tx, { accountId, orderId })
    if (order) runs.push(order)
  }
  return runs
}

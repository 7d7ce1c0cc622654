import { listPendingOrders } from '@/lib/db/purchases-orders'
import { findReadTo, putReadTo } from '@/lib/db/purchases-webhooks'
import { withRetry } from '@/lib/db/transactions'
import { DAY, type Instant, MINUTE } from '@/lib/domain/instants'
import { type Concern, concernOf } from '@/lib/domain/purchases/inbox'
import { Refusal } from '@/lib/domain/refusals'
import { type Batch, failureLine, placeFromText, placeToText, SweepInput } from '@/lib/domain/sweep'
import { job } from '../allow'
import { defineDirect, type House } from '../define'
import { fulfilConcern } from './fulfil-concern'
import { houseNow } from './house-now'
import { paymentsOf } from './payments-of'

const ORDERS_MAX = 50
/** The provider's clock is another than ours, and its list may lag. */
const OVERLAP: Instant = 10n * MINUTE
/** So far back the first look goes. */
const FIRST_LOOK: Instant = 3n * DAY
const PENDING_FOR: Instant = 10n * MINUTE
/** Where the sweep goes on after the provider's events. */
const ORDERS = 'orders'

/**
 * Finds what no webhook and no returning buyer told: first goes through the provider's own events since the last look, then asks about
 * every order that has been pending for a while. Orders that ran out are canceled, those that were paid are delivered.
 */
export const reconcileOrders = defineDirect({
  name: 'purchases.reconcile-orders',
  input: SweepInput,
  allow: job,
  run: async ({ after }, _, house): Promise<Batch> => {
    const now = await houseNow(house)
    return after === null ? readEvents(house, now) : askAboutPending(house, now, after)
  },
})

async function readEvents(house: House, now: Instant): Promise<Batch> {
  const readTo = (await withRetry(() => findReadTo(house.db))) ?? now - FIRST_LOOK
  const events = await (await paymentsOf(house)).listEventsSince(readTo - OVERLAP)
  const concerns = new Map(
    events.flatMap(({ subject }) => {
      const concern = concernOf(subject)
      return concern ? [[JSON.stringify(concern), concern] as const] : []
    }),
  )
  const failures = await fulfilEach([...concerns.values()], house)
  const last = events.at(-1)
  // What failed is read again by the next look.
  if (last && failures.length === 0) await withRetry(() => putReadTo(house.db, last.createdAt))
  return { counts: { events: events.length, orders: concerns.size }, failures, next: ORDERS }
}

async function askAboutPending(house: House, now: Instant, after: string): Promise<Batch> {
  const pending = await withRetry(() =>
    listPendingOrders(house.db, now - PENDING_FOR, placeFromText(after), ORDERS_MAX),
  )
  const failures = await fulfilEach(
    pending.map(({ accountId, id }) => ({ kind: 'order', accountId, orderId: id })),
    house,
  )
  const last = pending.length < ORDERS_MAX ? undefined : pending.at(-1)
  return { counts: { orders: pending.length }, failures, next: last ? placeToText(last) : null }
}

/** One that cannot be fulfilled does not stand in the way of the others. What is not here is no order of ours. */
async function fulfilEach(concerns: readonly Concern[], house: House): Promise<string[]> {
  const failures: string[] = []
  for (const concern of concerns) {
    try {
      await fulfilConcern(concern, house)
    } catch (error) {
      const isElsewhere = error instanceof Refusal && (error.kind === 'not-found' || error.kind === 'invalid-input')
      if (!isElsewhere)
        failures.push(failureLine(concern.kind === 'order' ? `order ${concern.orderId}` : concern.kind, error))
    }
  }
  return failures
}

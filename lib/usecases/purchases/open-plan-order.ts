import { config } from '@/lib/config'
import { findPlan } from '@/lib/db/catalogue-plans'
import { findBook, lockAccounts } from '@/lib/db/ledger'
import { findBillingProfile, findSavedCard } from '@/lib/db/purchases-buyers'
import { findOrderOfForm, findPendingOrder, findPendingRenewal } from '@/lib/db/purchases-orders'
import type { Plan } from '@/lib/domain/catalogue/plans'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/domain/instants'
import type { Book } from '@/lib/domain/ledger/model'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { RENEW_AHEAD } from '@/lib/domain/purchases/dunning'
import { PlacePlanOrderInput } from '@/lib/domain/purchases/order-inputs'
import type { Order } from '@/lib/domain/purchases/order-model'
import { requireShownPrice, TOTAL_MIN_CENTS } from '@/lib/domain/purchases/plan-order'
import { isQuoteGood, type PlanQuote, quotePlan } from '@/lib/domain/purchases/plan-quote'
import { planPeriodSale } from '@/lib/domain/purchases/plan-sale'
import { taxFor } from '@/lib/domain/purchases/tax'
import { notFound, Refusal } from '@/lib/domain/refusals'
import { requireNotRenewed, type Standing } from '@/lib/domain/subscriptions/plan-change'
import { role } from '../allow'
import { defineUsecase, type Work } from '../define'
import { readStanding } from '../subscriptions/read-standing'
import { orderPending } from './order-pending'
import { requireActive, requireBuyer } from './require-buyer'
import { writeOrder } from './write-order'

/** How long it may be paid: the provider takes a day at most, and half an hour at least. */
const PAY_WITHIN: Instant = 23n * HOUR
const PAY_WITHIN_MIN: Instant = 31n * MINUTE

/**
 * Writes down the order of a plan's first period, or of the rest of one by an upgrade, at the price that was quoted: to the cent and the
 * thousandth what the preview showed, or refused with 'price-changed'. The same form is the same order.
 */
export const openPlanOrder = defineUsecase({
  name: 'purchases.open-plan-order',
  input: PlacePlanOrderInput,
  allow: role('owner', 'billing'),
  isSafeTwice: true,
  run: async ({ accountId, planKey, formKey, shownCents, quotedAt, language, payWith }, work): Promise<Order> => {
    const [locked] = await lockAccounts(work.tx, [accountId])
    const stored = locked ? await findBook(work.tx, accountId) : null
    if (!stored) throw notFound('account')
    const known = await findOrderOfForm(work.tx, accountId, formKey)
    if (known) {
      work.unchanged()
      return known
    }
    const book = planSettlement(stored, work.now)
    const plan = await planOnSale(work, book, planKey)
    const pending = (await findPendingOrder(work.tx, accountId)) ?? (await findPendingRenewal(work.tx, accountId))
    if (pending) throw orderPending(pending)
    requireActive(book)
    const buyer = requireBuyer(await findBillingProfile(work.tx, accountId))
    const tax = taxFor(buyer, config().SELLER_COUNTRY)
    const standing = await readStanding(work.tx, book, work.now)
    requireNotRenewed(standing)
    // An old quote is priced as of now, which the shown price will hardly be.
    const pricedAt = isQuoteGood(standing, quotedAt, work.now) ? quotedAt : work.now
    const quote = quotePlan(standing, plan, pricedAt, tax)
    requirePaid(quote)
    requireShownPrice({ ...quote, currency: book.currency }, shownCents)
    const kind = quote.change.kind === 'start' ? 'plan' : 'upgrade'
    const payWay = payWith === 'saved-card' && (await findSavedCard(work.tx, accountId)) ? 'saved-card' : 'page'
    return writeOrder(work, {
      ...planPeriodSale(kind, plan, quote, { tax, language }),
      ...{ accountId, formKey, language, payWay, allowanceId: null },
      pricedAt: kind === 'upgrade' ? pricedAt : null,
      payBy: payBy(standing, payWay, work.now),
      tryAt: payWay === 'saved-card' ? work.now : null,
    })
  },
})

async function planOnSale({ tx }: Work, { currency }: Book, planKey: string): Promise<Plan> {
  const plan = await findPlan(tx, planKey)
  if (plan && plan.currency === currency) return plan
  const fault = { pointer: '/planKey', code: 'unknown-plan', message: 'Choose one of the plans on sale.' }
  throw new Refusal('invalid-input', { detail: 'There is no such plan. Nothing was ordered.', faults: [fault] })
}

/** What costs nothing now is no order, and less than a payment can be waits for the period's end. */
function requirePaid({ change, totalCents }: PlanQuote): void {
  const isPaid = change.kind === 'start' || change.kind === 'upgrade'
  if (isPaid && totalCents >= TOTAL_MIN_CENTS) return
  throw new Refusal('conflict', {
    detail: isPaid
      ? 'The rest of this period costs less than a payment can be. Change the plan once the next period has begun. Nothing was ordered.'
      : 'This change of plan costs nothing now, so there is nothing to order.',
  })
}

/** It can be bought at the page until the next period, or the plan that is to come, is paid; by the saved card, at once, until that begins. */
function payBy({ period, next }: Standing, payWay: Order['payWay'], now: Instant): Instant {
  const latest = now + PAY_WITHIN
  const begins = period?.endsAt ?? next?.startsAt
  const closes = begins === undefined ? latest : begins - (payWay === 'page' ? RENEW_AHEAD : 0n)
  const until = closes < latest ? closes : latest
  if (payWay === 'page' && until < now + PAY_WITHIN_MIN) {
    throw new Refusal('conflict', {
      detail:
        'This period ends within the hour, too soon to pay for the rest of it. Change the plan once the next period has begun. Nothing was ordered.',
      facts: { rule: 'period-ends-soon' },
    })
  }
  return (until / SECOND) * SECOND
}

import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { listOrders } from '@/lib/db/purchases-orders'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/domain/instants'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan, planForm } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { type PurchaseScene, paidFor } from '@/lib/testing/purchases'
import { settleDue } from '../ledger/settle-due'
import { assignPlan } from '../oversight/assign-plan'
import { endSubscription } from '../oversight/end-subscription'
import { verifyLedger } from '../oversight/verify-ledger'
import { getPlan } from '../subscriptions/get-plan'
import { chargeCards } from './charge-cards'
import { placePlanOrder } from './place-plan-order'
import { renewPlans } from './renew-plans'

const scene = sceneOfPurchases()

/** The jobs go through everybody's plans: those of one test are over before the next. */
afterEach(async () => {
  const { db } = scene.house
  await db.$executeRaw`UPDATE allowance SET next_at = NULL`
  await db.$executeRaw`UPDATE "order" SET state = 'canceled', settled_at = created_at WHERE state = 'pending'`
})

type OnPlan = Awaited<ReturnType<typeof onPaidPlan>>

const until = (at: Instant) => scene.clock.advance(at - scene.clock.now())
const planOf = ({ owner, accountId }: OnPlan) => getPlan(owner, { accountId }, scene.house)
const ordersOf = ({ accountId }: OnPlan) => listOrders(scene.house.db, accountId, null, 10)
const available = async ({ accountId }: OnPlan) => {
  const book = await findBook(scene.house.db, accountId)
  return book && planSettlement(book, scene.clock.now()).available
}
const lettersOf = async ({ accountId }: OnPlan) =>
  (
    await scene.house.db.outboxEvent.findMany({ where: { accountId, name: 'order.unpaid' }, orderBy: { id: 'asc' } })
  ).map(({ payload }) => (payload as { tryAt: string | null }).tryAt)

/** When the running period of the plan ends. */
async function endOf(one: OnPlan): Promise<Instant> {
  const endsAt = (await planOf(one)).plan?.period?.endsAt
  if (endsAt === undefined) throw new Error('No period runs.')
  return endsAt
}

/** Both jobs, as they run every minute. */
async function runJobs(house = scene.house): Promise<string[]> {
  const renewed = await renewPlans(SYSTEM, {}, house)
  const charged = await chargeCards(SYSTEM, {}, house)
  return [...renewed.failures, ...charged.failures]
}

describe('the period of a plan', () => {
  it('is paid some minutes before it begins, once, and begins without a gap', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene)
    const endsAt = await endOf(one)
    until(endsAt - 16n * MINUTE)
    await runJobs()
    expect(await ordersOf(one)).toHaveLength(1)
    until(endsAt - 14n * MINUTE)
    expect((await Promise.all([runJobs(), runJobs(), runJobs()])).flat()).toEqual([])
    expect(await paidFor(house, one.accountId)).toEqual({ payments: 2, cents: 24_000 })
    expect(await ordersOf(one)).toMatchObject([{ kind: 'renewal', state: 'done', attempts: 1, pricedAt: endsAt }, {}])
    expect(await available(one)).toBe(10_000_000n)
    until(endsAt)
    expect(await available(one)).toBe(15_000_000n)
    const [renewal] = await ordersOf(one)
    const { plan } = await planOf(one)
    expect(plan?.period).toMatchObject({ startsAt: endsAt, n: 1 })
    await settleDue(SYSTEM, {}, house)
    expect(await house.db.grant.count({ where: { accountId: one.accountId, id: renewal?.grantId ?? '' } })).toBe(1)
    expect(
      (await verifyLedger(SYSTEM, { accountId: one.accountId }, house)).flatMap(({ offences }) => offences),
    ).toEqual([])
  })

  it('is expected while its card is good, and goes on being paid, month after month', async () => {
    const one = await onPaidPlan(scene)
    for (let month = 0; month < 4; month++) {
      until((await endOf(one)) - MINUTE)
      expect(await runJobs()).toEqual([])
      scene.clock.advance(2n * MINUTE)
    }
    expect((await ordersOf(one)).map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect((await planOf(one)).plan?.renewsAt).toBe(await endOf(one))
  })

  it('is neither ordered nor charged once the plan is to end', async () => {
    const one = await onPaidPlan(scene)
    await endSubscription(SYSTEM, { accountId: one.accountId, reason: 'Cancelled.' }, scene.house)
    until(await endOf(one))
    await runJobs()
    expect(await ordersOf(one)).toHaveLength(1)
  })

  it('that is paid and has not begun cannot be given away by another plan', async () => {
    const one = await onPaidPlan(scene)
    until((await endOf(one)) - 5n * MINUTE)
    await runJobs()
    const end = endSubscription(SYSTEM, { accountId: one.accountId, reason: 'Cancelled.' }, scene.house)
    expect(await refusalOf(end)).toMatchObject({ kind: 'conflict', facts: { rule: 'paid-ahead' } })
  })

  it('of a plan that the seller bills elsewhere is not charged', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene)
    await endSubscription(SYSTEM, { accountId: one.accountId, reason: 'Cancelled.' }, house)
    until((await endOf(one)) + HOUR)
    const terms = { accountId: one.accountId, planKey: one.planKey, reason: 'By contract.' }
    await assignPlan(SYSTEM, terms, house)
    until((await endOf(one)) + HOUR)
    await runJobs()
    expect(await ordersOf(one)).toHaveLength(1)
    expect(await available(one)).toBe(15_000_000n)
  })
})

describe('a renewal whose card is refused', () => {
  it('is tried again after 1, 3, 5 and 7 days, told each time, and then the plan ends; bought tokens stay', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene, 'declined-later')
    const endsAt = await endOf(one)
    until(endsAt - 10n * MINUTE)
    await runJobs()
    for (const days of [1n, 3n, 5n, 7n]) {
      until(endsAt + days * DAY - MINUTE)
      await runJobs()
      until(endsAt + days * DAY)
      await runJobs()
    }
    expect(await ordersOf(one)).toMatchObject([{ state: 'failed', attempts: 5, tryAt: null, grantId: null }, {}])
    const days = (await lettersOf(one)).map((at) => at && (Date.parse(at) * 1000 - Number(endsAt)) / Number(DAY))
    expect(days).toEqual([1, 3, 5, 7, null])
    expect((await planOf(one)).plan).toBeNull()
    expect(await paidFor(house, one.accountId)).toEqual({ payments: 1, cents: 12_000 })
    expect(await house.db.account.findUnique({ where: { id: one.accountId } })).toMatchObject({ planKey: null })
    until(endsAt + 40n * DAY)
    await runJobs()
    expect(await ordersOf(one)).toHaveLength(2)
  })

  it('brings its period whole when a later try is paid, from its own beginning', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene, 'declined-later')
    const endsAt = await endOf(one)
    until(endsAt)
    await runJobs()
    // What the period before left is there, and nothing of a period that nobody paid for.
    expect(await available(one)).toBe(5_000_000n)
    await saveCardOf(one, await onPaidPlan(scene))
    until(endsAt + DAY)
    await runJobs()
    expect(await ordersOf(one)).toMatchObject([{ state: 'done', attempts: 2 }, {}])
    expect(
      await house.db.grant.findFirst({ where: { accountId: one.accountId, periodN: 1, source: 'plan' } }),
    ).toMatchObject({
      amount: 10_000_000n,
      effectiveAt: new Date(Number(endsAt / 1000n)),
    })
  })

  it('is given up when the plan ends meanwhile, and keeps another plan from being ordered until then', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene, 'declined-later')
    const endsAt = await endOf(one)
    until(endsAt)
    await runJobs()
    const form = planForm(scene, one, { planKey: one.planKey, shownCents: '12000' })
    const [renewal] = await ordersOf(one)
    expect(await refusalOf(placePlanOrder(one.owner, form, house))).toMatchObject({
      kind: 'order-pending',
      facts: { order: renewal?.id },
    })
    await endSubscription(SYSTEM, { accountId: one.accountId, reason: 'Cancelled.' }, house)
    until(endsAt + DAY)
    await runJobs()
    expect(await ordersOf(one)).toMatchObject([{ state: 'canceled', failure: 'plan-ended' }, {}])
    expect((await placePlanOrder(one.owner, form, house).catch((refusal) => refusal)).kind).toBe('plan')
  })
})

describe('a try that is cut off', () => {
  it('before its answer is one payment when it is taken up, by its own number', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene)
    const endsAt = await endOf(one)
    until(endsAt)
    expect(await runJobs(deaf())).toEqual([expect.stringContaining('The answer is lost.')])
    expect(await ordersOf(one)).toMatchObject([{ state: 'pending', isTrying: true, attempts: 1 }, {}])
    until(endsAt + 3n * MINUTE)
    expect(await runJobs()).toEqual([])
    expect(await ordersOf(one)).toMatchObject([{ state: 'done', isTrying: false, attempts: 1 }, {}])
    expect(await paidFor(house, one.accountId)).toEqual({ payments: 2, cents: 24_000 })
  })

  it('and found after its key is forgotten at the provider’s is found by its events, not paid twice', async () => {
    const { house } = scene
    const one = await onPaidPlan(scene)
    const endsAt = await endOf(one)
    until(endsAt)
    await runJobs(deaf())
    until(endsAt + 2n * DAY)
    const never = {
      ...house,
      payments: { ...house.payments, chargeSavedCard: async () => Promise.reject(new Error('Charged again.')) },
    }
    expect(await runJobs(never)).toEqual([])
    expect(await ordersOf(one)).toMatchObject([{ state: 'done' }, {}])
    expect((await paidFor(house, one.accountId)).payments).toBe(2)
  })
})

/** A house that never hears whether a card was charged, which it was. */
function deaf(): PurchaseScene['house'] {
  const { house } = scene
  const chargeSavedCard: Payments['chargeSavedCard'] = async (wanted) => {
    await house.payments.chargeSavedCard(wanted)
    throw new PaymentFault('provider-away', 'The answer is lost.')
  }
  return { ...house, payments: { ...house.payments, chargeSavedCard } }
}

/** Another account's good card in the place of this one's: as if its people had mended it. */
async function saveCardOf(one: OnPlan, other: OnPlan): Promise<void> {
  const { db } = scene.house
  const card = await db.paymentCustomer.findUniqueOrThrow({ where: { accountId: other.accountId } })
  const { customerId, cardId } = card
  await db.paymentCustomer.update({ where: { accountId: other.accountId }, data: { customerId: randomUUID() } })
  await db.paymentCustomer.update({ where: { accountId: one.accountId }, data: { customerId, cardId } })
}

it('refuses everybody but jobs', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  expect(await kindsRefused((caller) => renewPlans(caller, {}, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
})

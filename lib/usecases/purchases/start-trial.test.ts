import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { listOrders } from '@/lib/db/purchases-orders'
import { DAY, MINUTE } from '@/lib/domain/instants'
import { planSettlement } from '@/lib/domain/ledger/plan-settlement'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { payAtPage } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor, testBuyer, testOrder } from '@/lib/testing/purchases'
import { endSubscription } from '../oversight/end-subscription'
import { getPlan } from '../subscriptions/get-plan'
import { renewPlans } from './renew-plans'
import { startTrial } from './start-trial'

const scene = sceneOfPurchases()
afterEach(async () => {
  await scene.house.db.$executeRaw`UPDATE allowance SET next_at = NULL`
})

/** A buyer of that address with a pack and a saved card of that number. */
async function newcomer(email: string, fingerprint: string = randomUUID(), isProven = true) {
  const { house } = scene
  const buyer = await testBuyer(house)
  const { userId: id } = buyer.owner
  const verifiedAt = isProven ? new Date() : null
  await house.db.user.create({ data: { id, email, name: 'Ada', createdAt: new Date(), verifiedAt } })
  await payAtPage(scene, await testOrder(house, buyer))
  const saved = await house.db.paymentCustomer.findUnique({ where: { accountId: buyer.accountId } })
  expect(saved?.cardFingerprint).toMatch(/./)
  await house.db.paymentCustomer.update({
    where: { accountId: buyer.accountId },
    data: { cardFingerprint: fingerprint },
  })
  return buyer
}

/** 31,000 tokens a month, which may be tried for 14 days. */
const trialPlan = () => testPlan(scene.house, 31_000, { priceCents: 3_100n, trialDays: 14 })
const available = async (accountId: string) => {
  const book = await findBook(scene.house.db, accountId)
  return book && planSettlement(book, scene.clock.now()).available - 250_000_000n
}

it('brings tokens for its days, under the plan’s limits, and the plan with its first payment at their end', async () => {
  const { house, clock } = scene
  const { accountId, owner } = await newcomer('one@example.com')
  const planKey = await trialPlan()
  const { endsAt } = await startTrial(owner, { accountId, planKey }, house)
  expect(endsAt - clock.now()).toBe(14n * DAY)
  // 14 of the 31 days less an hour that the first period will have.
  expect(await available(accountId)).toBe(14_018_000n)
  expect(await house.db.account.findUnique({ where: { id: accountId } })).toMatchObject({ planKey })
  clock.advance(14n * DAY - 10n * MINUTE)
  await renewPlans(SYSTEM, {}, house)
  clock.advance(10n * MINUTE)
  expect(await available(accountId)).toBe(31_000_000n)
  expect((await listOrders(house.db, accountId, null, 5))[0]).toMatchObject({
    kind: 'renewal',
    state: 'done',
    netCents: 3100n,
  })
  expect((await getPlan(owner, { accountId }, house)).plan?.period?.startsAt).toBe(endsAt)
})

it('costs nothing when it is ended before', async () => {
  const { house, clock } = scene
  const { accountId, owner } = await newcomer('two@example.com')
  const { endsAt } = await startTrial(owner, { accountId, planKey: await trialPlan() }, house)
  await endSubscription(SYSTEM, { accountId, reason: 'Tried enough.' }, house)
  clock.advance(endsAt - clock.now())
  await renewPlans(SYSTEM, {}, house)
  expect((await paidFor(house, accountId)).payments).toBe(1)
  expect(await available(accountId)).toBe(0n)
})

it('refuses a second one by the same mailbox, the same card or the same person, two at once as well', async () => {
  const { house } = scene
  const planKey = await trialPlan()
  const first = await newcomer('ada.lovelace@gmail.com')
  const alias = await newcomer('adalovelace+new@googlemail.com')
  await startTrial(first.owner, { accountId: first.accountId, planKey }, house)
  const used = { kind: 'conflict', facts: { rule: 'trial-used' } }
  expect(await refusalOf(startTrial(alias.owner, { accountId: alias.accountId, planKey }, house))).toMatchObject(used)
  const [one, other] = [await newcomer('x@example.com', 'same'), await newcomer('y@example.com', 'same')]
  const both = await Promise.allSettled(
    [one, other].map(({ owner, accountId }) => startTrial(owner, { accountId, planKey }, house)),
  )
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('refuses who has not proven their address, who has no card, who has a plan, and plans without a trial', async () => {
  const { house } = scene
  const planKey = await trialPlan()
  const rule = async ({ owner, accountId }: Awaited<ReturnType<typeof newcomer>>, key = planKey) =>
    (await refusalOf(startTrial(owner, { accountId, planKey: key }, house))).facts.rule
  expect(await rule(await newcomer('three@example.com', 'new', false))).toBe('email-unproven')
  const cardless = await testBuyer(house)
  await house.db.user.create({
    data: {
      id: cardless.owner.userId,
      email: 'four@example.com',
      name: 'Ada',
      createdAt: new Date(),
      verifiedAt: new Date(),
    },
  })
  expect(await rule(cardless)).toBe('card-missing')
  expect(await rule(await newcomer('five@example.com'), await testPlan(house, 100))).toBe('no-trial')
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'viewer'), memberCaller(randomUUID(), 'owner')]
  const ask = { accountId, planKey: 'x' }
  const kinds = await kindsRefused((caller) => startTrial(caller, ask, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'not-found'])
})

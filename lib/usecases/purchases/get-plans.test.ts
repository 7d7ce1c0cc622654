import { beforeAll, expect, it } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { enqueueUsage } from '../metering/operation-queue'
import { assignPlan } from '../oversight/assign-plan'
import { cancelPlan } from './cancel-plan'
import { choosePlan } from './choose-plan'
import { getPlans } from './get-plans'

const scene = sceneOfPurchases()
let small: string
let large: string
beforeAll(async () => {
  small = await testPlan(scene.house, 50_000)
  large = await testPlan(scene.house, 200_000, { priceCents: 900n })
  await testPlan(scene.house, 10, { currency: 'USD' })
})

it('of an account that used nothing has the plans of its currency, and replays nothing', async () => {
  const { house } = scene
  const { accountId } = await testBuyer(house)
  const view = await getPlans(memberCaller(accountId, 'viewer'), { accountId }, house)
  expect(view).toMatchObject({
    currency: 'EUR',
    status: 'active',
    days: 0,
    current: { plan: null },
    pending: null,
    nextCharge: null,
  })
  expect(view.options.map(({ plan, verb }) => [plan?.key ?? null, verb])).toEqual([
    [null, null],
    [small, 'start'],
    [large, 'start'],
  ])
  expect(view.options.every(({ replay, isCheapest }) => replay === null && !isCheapest)).toBe(true)
  expect(view.options.map(({ isCurrent }) => isCurrent)).toEqual([true, false, false])
})

it('replays the last days on each plan, says how many they are, and marks the one that was cheapest', async () => {
  const { house, clock } = scene
  const { accountId, owner } = await testBuyer(house)
  await assignPlan(SYSTEM, { accountId, planKey: small, reason: 'As agreed by contract.' }, house)
  // 40 days of 2,000 a day, reported after the fact: 60,000 in the first month of 30 days.
  for (let day = 0; day < 40; day++) {
    const work = { mode: 'report', quantities: { call: 2_000_000n } } as const
    await enqueueUsage([usageEvent(accountId, clock.now(), work)], house)
    clock.advance(DAY)
  }
  const view = await getPlans(owner, { accountId }, house)
  expect(view).toMatchObject({ days: 40, months: 2, current: { plan: { key: small } } })
  const [none, onSmall, onLarge] = view.options
  expect(none).toMatchObject({ replay: { feeCents: 0n, monthsOut: 2, bought: { count: 1n }, cents: 690n } })
  expect(onSmall).toMatchObject({ isCurrent: true, verb: 'unchanged', replay: { monthsOut: 2 } })
  expect(onLarge).toMatchObject({ isCurrent: false, verb: 'upgrade', replay: { monthsOut: 0, bought: null } })
  expect(view.options.map(({ isCheapest }) => isCheapest)).toEqual([true, false, false])
})

it('says what is charged next for what the customer chose, and nothing once the plan is to end', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  await assignPlan(SYSTEM, { accountId, planKey: large, reason: 'As agreed by contract.' }, house)
  const charge = async () => (await getPlans(owner, { accountId }, house)).nextCharge
  expect(await charge()).toBeNull()
  await choosePlan(owner, { accountId, planKey: small, shownCents: '500' }, house)
  const { current } = await getPlans(owner, { accountId }, house)
  expect(await charge()).toEqual({ at: current.change?.at, netCents: 500n })
  await cancelPlan(owner, { accountId }, house)
  expect(await charge()).toBeNull()
})

it('names the purchase that is under way', async () => {
  const buyer = await testBuyer(scene.house)
  const { id } = await testOrder(scene.house, buyer)
  const view = await getPlans(buyer.owner, { accountId: buyer.accountId }, scene.house)
  expect(view.pending).toMatchObject({ id })
})

it('refuses who does not belong to the account', async () => {
  const { accountId } = await testBuyer(scene.house)
  const other = await testBuyer(scene.house)
  const callers = [visitorCaller(), other.owner]
  const refused = await kindsRefused((caller) => getPlans(caller, { accountId }, scene.house), callers)
  expect(refused).toEqual(['unauthenticated', 'not-found'])
})

import { expect, it } from 'vitest'
import { DAY, HOUR } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import { sweepAll } from '@/lib/testing/forecasts'
import { SYSTEM, usageEvent } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { saveTestCard, toppedUpBuyer, topUpForm } from '@/lib/testing/top-ups'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { getTopUp } from './get-top-up'
import { reviewTopUp } from './review-top-up'
import { runTopUps } from './run-top-ups'
import { setTopUp } from './set-top-up'

const scene = sceneOfPurchases()

it('an account that never set one has what it could buy, and nothing chosen', async () => {
  const { accountId } = await testBuyer(scene.house)
  const view = await getTopUp(memberCaller(accountId, 'viewer'), { accountId }, scene.house)
  expect(view).toMatchObject({
    topUp: null,
    plan: null,
    sale: null,
    card: null,
    hasBuyer: true,
    runs: [],
    dryRun: null,
  })
  expect(view.packs.map(({ key }) => key)).toEqual(['small', 'medium'])
})

it('tells how it goes: what was set, its card, its purchases and what they took of the ceiling', async () => {
  const { accountId, owner } = await toppedUpBuyer(scene)
  await sweepAll(runTopUps, scene.house)
  expect(await getTopUp(owner, { accountId }, scene.house)).toMatchObject({
    topUp: { isOn: true, ceilingCents: 6000n },
    plan: { kind: 'above' },
    month: { spentCents: 1740n, leftCents: 4260n },
    card: { brand: 'visa', lastFour: '4242' },
    pendingId: null,
    runs: [{ kind: 'top-up', state: 'done', totalCents: 1740n }],
  })
})

it('tries the rule on what really happened, to the hour', async () => {
  const { house, clock } = scene
  const buyer = await testBuyer(house)
  const { accountId, owner } = buyer
  const give = (key: string) =>
    giveGrant(SYSTEM, { accountId, key, source: 'promo', name: 'Gift', tokens: '100', reason: 'For the test.' }, house)
  const use = (calls: number) =>
    enqueueUsage([usageEvent(accountId, clock.now(), { quantities: { call: BigInt(calls) * TOKEN } })], house)
  await give('first')
  for (let day = 0; day < 4; day++) {
    clock.advance(DAY)
    await use(25)
  }
  const ranOutAt = clock.now()
  clock.advance(10n * DAY)
  await give('second')
  clock.advance(HOUR)
  const form = topUpForm(buyer, { below: '30', packKey: 'small' })
  const review = await reviewTopUp(owner, form, house)
  expect(review.dryRun).toMatchObject({ totalCents: 828n, ranOut: [], isHeldBack: false })
  // 25 are left after the third day: fewer than 30.
  expect(review.dryRun?.bought).toEqual([ranOutAt - DAY])
  expect(review.dryRun?.avoided).toEqual([ranOutAt])
  await saveTestCard(scene, buyer)
  await setTopUp(owner, form, house)
  expect((await getTopUp(owner, { accountId }, house)).dryRun).toEqual(review.dryRun)
})

it('refuses people who are no members', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), (await testBuyer(scene.house)).owner]
  const kinds = await kindsRefused((caller) => getTopUp(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})

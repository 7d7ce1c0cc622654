import { afterEach, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { offencesOf, totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { payAtPage as pay, planForm } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { spend } from '@/lib/testing/purchases'
import { refusedRenewal, renewals } from '@/lib/testing/renewals'
import { settleDue } from '../ledger/settle-due'
import { billUsage } from './bill-usage'
import { cancelPlan } from './cancel-plan'
import { choosePlan } from './choose-plan'
import { keepPlan } from './keep-plan'
import { payAtPage } from './pay-at-page'
import { placePlanOrder } from './place-plan-order'
import { previewPlan } from './preview-plan'
import { setPayAsYouGo } from './set-pay-as-you-go'
import { turnOffPayAsYouGo } from './turn-off-pay-as-you-go'

const scene = sceneOfPurchases()
afterEach(() => renewals(scene).endAll())

it('a plan that was changed, paid late, used beyond its tokens and billed breaks no rule of the books', async () => {
  const { house, clock } = scene
  const { until, endOf, runJobs } = renewals(scene)
  const one = await refusedRenewal(scene)
  const { owner, accountId } = one
  const check = async (what: string) => expect([what, await offencesOf(house, accountId)]).toEqual([what, []])
  clock.advance(2n * DAY)
  await spend(scene, accountId, 1)
  expect(await pay(scene, await payAtPage(owner, one.ref, house))).toMatchObject({ state: 'done' })
  await check('paid late')
  await setPayAsYouGo(owner, { accountId, cap: '50000', language: 'en' }, house)
  await spend(scene, accountId, 40_000)
  await check('owes')
  await turnOffPayAsYouGo(owner, { accountId }, house)
  await check('off')
  await setPayAsYouGo(owner, { accountId, cap: '100', language: 'en' }, house)
  await check('lower')
  const large = await testPlan(house, 10_000, { priceCents: 3_100_000n })
  until((await endOf(one)) - 40n * MINUTE)
  const { preview } = await previewPlan(owner, { accountId, planKey: large }, house)
  const form = planForm(scene, one, {
    planKey: large,
    shownCents: `${preview.totalCents}`,
    payWith: 'saved-card',
  })
  expect(await placePlanOrder(owner, form, house)).toMatchObject({ kind: 'upgrade', state: 'done' })
  await check('upgraded')
  const small = await testPlan(house, 1000, { priceCents: 1000n })
  await choosePlan(owner, { accountId, planKey: small, shownCents: '1000' }, house)
  await keepPlan(owner, { accountId }, house)
  await cancelPlan(owner, { accountId }, house)
  await choosePlan(owner, { accountId, planKey: small, shownCents: '1000' }, house)
  await check('smaller to come')
  clock.advance(HOUR)
  expect(await runJobs()).toEqual([])
  await check('smaller begun')
  clock.advance(31n * DAY)
  expect((await billUsage(SYSTEM, {}, house)).failures).toEqual([])
  expect(await runJobs()).toEqual([])
  await settleDue(SYSTEM, {}, house)
  expect(await totalsOf(house, accountId)).toEqual([1000, 0, 0])
  await check('billed')
  const orders = await house.db.order.findMany({ where: { accountId }, orderBy: { createdAt: 'asc' } })
  expect(orders.map(({ kind, state, totalCents }) => [kind, state, totalCents])).toEqual([
    ['plan', 'done', 12_000n],
    ['renewal', 'done', 12_000n],
    // 40 minutes of the period, which bring no tokens.
    ['upgrade', 'done', preview.totalCents],
    ['renewal', 'done', 1200n],
    ['renewal', 'done', 1200n],
    ['usage', 'done', 199n],
  ])
  expect(preview.tokens).toBe(0n)
})

import { afterEach, expect, it } from 'vitest'
import { MINUTE } from '@/lib/domain/instants'
import { offencesOf } from '@/lib/testing/holds'
import { refusalOf } from '@/lib/testing/people'
import { onPaidPlan } from '@/lib/testing/plan-orders'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { paidFor } from '@/lib/testing/purchases'
import { renewals } from '@/lib/testing/renewals'
import { getPlan } from '../subscriptions/get-plan'
import { cancelPlan } from './cancel-plan'
import { choosePlan } from './choose-plan'
import { keepPlan } from './keep-plan'

const scene = sceneOfPurchases()
afterEach(() => renewals(scene).endAll())

it('a smaller plan whose first period is paid is neither withdrawn nor ended nor replaced before it begins', async () => {
  const { house } = scene
  const { until, endOf, ordersOf, runJobs } = renewals(scene)
  const one = await onPaidPlan(scene)
  const { owner, accountId, planKey: large } = one
  const small = await testPlan(house, 1000, { priceCents: 1000n })
  await choosePlan(owner, { accountId, planKey: small, shownCents: '1000' }, house)
  const endsAt = await endOf(one)
  until(endsAt - 10n * MINUTE)
  await runJobs()
  expect((await ordersOf(one))[0]).toMatchObject({ kind: 'renewal', state: 'done', netCents: 1000n })
  const rulesOf = [
    await refusalOf(keepPlan(owner, { accountId }, house)),
    await refusalOf(cancelPlan(owner, { accountId }, house)),
    await refusalOf(choosePlan(owner, { accountId, planKey: large, shownCents: '10000' }, house)),
  ].map(({ facts }) => facts.rule)
  expect(rulesOf).toEqual(['paid-ahead', 'paid-ahead', 'paid-ahead'])
  until(endsAt)
  await runJobs()
  expect((await getPlan(owner, { accountId }, house)).plan?.key).toBe(small)
  expect(await paidFor(house, accountId)).toEqual({ payments: 2, cents: 13_200 })
  expect(await offencesOf(house, accountId)).toEqual([])
})

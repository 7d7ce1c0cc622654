import { expect, it } from 'vitest'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { OTHERS_REFUSED, planChangeScene, refusesOthers } from '@/lib/testing/plan-changes'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { definePlan } from '../oversight/define-plan'
import { cancelPlan } from './cancel-plan'
import { choosePlan } from './choose-plan'
import { keepPlan } from './keep-plan'

const scene = sceneOfPurchases()

it('takes back a change and an end; the plan goes on and brings its next period', async () => {
  const { house, clock } = scene
  const { accountId, owner, small, large, standing } = await planChangeScene(scene)
  await choosePlan(owner, { accountId, planKey: small, shownCents: '1900' }, house)
  expect(await keepPlan(owner, { accountId }, house)).toEqual({ planKey: large })
  expect(await standing()).toMatchObject({ plan: large, change: null })
  await cancelPlan(owner, { accountId }, house)
  await keepPlan(owner, { accountId }, house)
  await keepPlan(owner, { accountId }, house)
  const before = await standing()
  expect(before).toMatchObject({ plan: large, change: null })
  clock.advance(40n * DAY)
  const after = await standing()
  expect(after).toMatchObject({ plan: large, change: null, period: { startsAt: before.period?.endsAt } })
})

it('keeps the plan as it was taken, whatever it costs others by now', async () => {
  const { house } = scene
  const { accountId, owner, large } = await planChangeScene(scene)
  await cancelPlan(owner, { accountId }, house)
  const words = { key: large, nameEn: 'Dearer', nameFr: 'Plus cher', currency: 'EUR', periodUnit: 'month' } as const
  const terms = { priceCents: 9900n, allowance: '4000', rollover: 'none', rolloverMax: null } as const
  await definePlan(SYSTEM, { ...words, ...terms, quotas: [] }, house)
  await keepPlan(owner, { accountId }, house)
  const [allowance] = await house.db.allowance.findMany({ where: { accountId } })
  expect(allowance).toMatchObject({ costCents: 4900n, nextN: 1 })
})

it('refuses where no plan runs, once it has ended, while one is being paid for, on a frozen account, and for others', async () => {
  const { house, clock } = scene
  const none = await testBuyer(house)
  expect((await refusalOf(keepPlan(none.owner, { accountId: none.accountId }, house))).kind).toBe('conflict')
  const { accountId, owner, pend, freeze } = await planChangeScene(scene)
  const verb = (caller = owner) => keepPlan(caller, { accountId }, house)
  await cancelPlan(owner, { accountId }, house)
  expect(await refusesOthers(accountId, (caller) => verb(caller as typeof owner))).toEqual(OTHERS_REFUSED)
  clock.advance(32n * DAY)
  expect((await refusalOf(verb())).kind).toBe('conflict')
  await pend()
  expect((await refusalOf(verb())).kind).toBe('order-pending')
  await freeze()
  expect((await refusalOf(verb())).kind).toBe('account-frozen')
})

import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { refusalOf } from '@/lib/testing/people'
import { OTHERS_REFUSED, planChangeScene, refusesOthers } from '@/lib/testing/plan-changes'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { cancelPlan } from './cancel-plan'
import { choosePlan } from './choose-plan'

const scene = sceneOfPurchases()

it('ends the plan with its period, takes no tokens, and withdraws what was to follow; again it changes nothing', async () => {
  const { house, clock } = scene
  const { accountId, owner, small, large, standing } = await planChangeScene(scene)
  clock.advance(3n * DAY)
  await choosePlan(owner, { accountId, planKey: small, shownCents: '1900' }, house)
  const { period } = await standing()
  expect(await cancelPlan(owner, { accountId }, house)).toEqual({ endsAt: period?.endsAt })
  expect(await cancelPlan(owner, { accountId }, house)).toEqual({ endsAt: period?.endsAt })
  expect(await standing()).toMatchObject({ plan: large, change: { at: period?.endsAt, plan: null } })
  expect((await findBook(house.db, accountId))?.available).toBe(4_000_000n)
})

it('refuses where there is no plan, while one is being paid for, on a frozen account, and for others', async () => {
  const { house } = scene
  const { accountId, owner, pend, freeze } = await planChangeScene(scene)
  const none = await testBuyer(house)
  expect((await refusalOf(cancelPlan(none.owner, { accountId: none.accountId }, house))).kind).toBe('conflict')
  const verb = (caller = owner) => cancelPlan(caller, { accountId }, house)
  expect(await refusesOthers(accountId, (caller) => verb(caller as typeof owner))).toEqual(OTHERS_REFUSED)
  await pend()
  expect((await refusalOf(verb())).kind).toBe('order-pending')
  await freeze()
  expect((await refusalOf(verb())).kind).toBe('account-frozen')
})

import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { DAY } from '@/lib/domain/instants'
import { refusalOf } from '@/lib/testing/people'
import { OTHERS_REFUSED, planChangeScene, refusesOthers } from '@/lib/testing/plan-changes'
import { testPlan } from '@/lib/testing/plans'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer, testOrder } from '@/lib/testing/purchases'
import { cancelOrder } from './cancel-order'
import { choosePlan } from './choose-plan'

const scene = sceneOfPurchases()

it('lets a smaller plan follow at the end of the period, by card from then on; the same again changes nothing', async () => {
  const { house, clock } = scene
  const { accountId, owner, small, large, standing } = await planChangeScene(scene)
  clock.advance(3n * DAY)
  const { period } = await standing()
  const form = { accountId, planKey: small, shownCents: '1900' }
  const changed = await choosePlan(owner, form, house)
  expect(changed).toMatchObject({ change: 'at-period-end', from: period?.endsAt, tokensAdded: 0n })
  expect(await choosePlan(owner, form, house)).toMatchObject({ change: 'unchanged' })
  expect(await standing()).toMatchObject({ plan: large, change: { at: period?.endsAt, plan: { key: small } } })
  const [coming] = await house.db.allowance.findMany({ where: { accountId, planKey: small } })
  expect(coming).toMatchObject({ isBilled: true, paidUntil: coming?.nextAt })
})

it('lets a plan that is paid by the year follow', async () => {
  const { house } = scene
  const { accountId, owner, standing } = await planChangeScene(scene)
  const yearly = await testPlan(house, 60_000, { periodUnit: 'year', priceCents: 49_000n })
  await choosePlan(owner, { accountId, planKey: yearly, shownCents: '49000' }, house)
  expect((await standing()).change).toMatchObject({ plan: { key: yearly } })
})

it('begins a plan without a price, which is never billed', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const free = await testPlan(house, 500, { priceCents: 0n })
  const changed = await choosePlan(owner, { accountId, planKey: free, shownCents: '0' }, house)
  expect(changed).toMatchObject({ change: 'start' })
  expect((await findBook(house.db, accountId))?.available).toBe(500_000n)
  const [allowance] = await house.db.allowance.findMany({ where: { accountId } })
  expect(allowance).toMatchObject({ isBilled: false, paidUntil: null })
})

it('refuses a plan that begins and is paid today, another price than was shown, and a plan that is none', async () => {
  const { house } = scene
  const { accountId, owner, small, large, standing } = await planChangeScene(scene)
  const huge = await testPlan(house, 9000, { priceCents: 9900n })
  const kindOf = async (planKey: string, shownCents: string) =>
    (await refusalOf(choosePlan(owner, { accountId, planKey, shownCents }, house))).kind
  expect(await kindOf(huge, '9900')).toBe('conflict')
  expect(await kindOf(small, '1899')).toBe('price-changed')
  expect(await kindOf('gone', '1900')).toBe('not-found')
  expect(await standing()).toMatchObject({ plan: large, change: null })
})

it('refuses while a plan is being paid for, on a frozen account, and for others; a pack on its way is no matter', async () => {
  const { house } = scene
  const { accountId, owner, small, pend, freeze } = await planChangeScene(scene)
  const verb = (caller = owner) => choosePlan(caller, { accountId, planKey: small, shownCents: '1900' }, house)
  expect(await refusesOthers(accountId, (caller) => verb(caller as typeof owner))).toEqual(OTHERS_REFUSED)
  const id = await pend()
  expect(await refusalOf(verb())).toMatchObject({ kind: 'order-pending', facts: { order: id } })
  await cancelOrder(owner, { accountId, orderId: id }, house)
  await testOrder(house, { accountId, owner })
  await verb()
  await freeze()
  expect((await refusalOf(verb())).kind).toBe('account-frozen')
})

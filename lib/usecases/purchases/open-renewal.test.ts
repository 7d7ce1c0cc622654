import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { onPaidPlan } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { openRenewal } from './open-renewal'

const scene = sceneOfPurchases()

it('orders a period once, at the price at which the plan was taken, whatever the plan costs now', async () => {
  const { house } = scene
  const { accountId, planKey } = await onPaidPlan(scene)
  await house.db.plan.update({ where: { key: planKey }, data: { priceCents: 99_999n } })
  const [allowance] = (await findBook(house.db, accountId))?.allowances.values() ?? []
  const open = () => openRenewal(SYSTEM, { accountId, allowanceId: allowance?.id ?? '' }, house)
  const opened = await Promise.all([open(), open(), open()])
  expect(opened.filter(Boolean)).toHaveLength(1)
  expect(await open()).toBeNull()
  expect(await house.db.order.findFirst({ where: { accountId, kind: 'renewal' } })).toMatchObject({
    state: 'pending',
    netCents: 10_000n,
    taxCents: 2_000n,
    tokensMilli: 10_000_000n,
    payWay: 'saved-card',
  })
})

it('refuses everybody but jobs, and accounts that are not there', async () => {
  const ref = { accountId: randomUUID(), allowanceId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  expect(await kindsRefused((caller) => openRenewal(caller, ref, scene.house), callers)).toEqual([
    'not-found',
    'not-found',
  ])
  expect((await refusalOf(openRenewal(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})

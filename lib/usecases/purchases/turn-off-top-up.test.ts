import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { turnOffTopUp } from './turn-off-top-up'
import { turnOnTopUp } from './turn-on-top-up'

const scene = sceneOfPurchases()

it('is one step, leaves what was set, and is undone by one step', async () => {
  const { accountId, owner } = await toppedUpBuyer(scene)
  const before = await scene.house.db.topUp.findUniqueOrThrow({ where: { accountId } })
  expect(await turnOffTopUp(owner, { accountId }, scene.house)).toMatchObject({ isOn: false, packKey: 'medium' })
  expect(await turnOffTopUp(owner, { accountId }, scene.house)).toMatchObject({ isOn: false })
  await turnOnTopUp(owner, { accountId }, scene.house)
  expect(await scene.house.db.topUp.findUniqueOrThrow({ where: { accountId } })).toEqual(before)
  const notes = await scene.house.db.auditEntry.count({ where: { accountId, verb: 'purchases.turn-off-top-up' } })
  expect(notes).toBe(1)
})

it('refuses everybody but owners and billing, and where nothing was set', async () => {
  const { accountId, owner } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => turnOffTopUp(caller, { accountId }, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
  expect((await refusalOf(turnOffTopUp(owner, { accountId }, scene.house))).kind).toBe('not-found')
})

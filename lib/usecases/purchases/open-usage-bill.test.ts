import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { type PurchaseScene, purchaseScene, testBuyer } from '@/lib/testing/purchases'
import { openUsageBill } from './open-usage-bill'

let scene: PurchaseScene
beforeAll(async () => {
  scene = await purchaseScene()
})
afterAll(async () => scene.stop())

it('bills nothing to an account that never agreed to it', async () => {
  const { accountId } = await testBuyer(scene.house)
  expect(await openUsageBill(SYSTEM, { accountId }, scene.house)).toBeNull()
})

it('refuses everybody but jobs, and accounts that are not there', async () => {
  const ref = { accountId: randomUUID() }
  const callers = [visitorCaller(), memberCaller(ref.accountId, 'owner')]
  const kinds = await kindsRefused((caller) => openUsageBill(caller, ref, scene.house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
  expect((await refusalOf(openUsageBill(SYSTEM, ref, scene.house))).kind).toBe('not-found')
})

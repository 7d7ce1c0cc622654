import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { openUsageBill } from './open-usage-bill'

const scene = sceneOfPurchases()

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

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { getPayAsYouGo } from './get-pay-as-you-go'

const scene = sceneOfPurchases()

it('says what it costs and what is missing before anybody switched it on', async () => {
  const { accountId } = await testBuyer(scene.house)
  const view = await getPayAsYouGo(memberCaller(accountId, 'viewer'), { accountId, language: 'en' }, scene.house)
  expect(view).toMatchObject({
    agreed: null,
    owed: 0n,
    bill: null,
    centsPerThousand: 7n,
    buyer: { country: 'FR' },
    card: null,
  })
})

it('refuses everybody but the account’s members', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const ask = { accountId, language: 'en' } as const
  const kinds = await kindsRefused((caller) => getPayAsYouGo(caller, ask, scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})

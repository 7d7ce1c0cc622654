import { expect, it } from 'vitest'
import { testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { orderForm, testBuyer } from '@/lib/testing/purchases'
import { placeOrder } from './place-order'
import { reviewOrder } from './review-order'

const scene = sceneOfPurchases()

it('says what the order then is, to the cent', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const asked = { accountId: buyer.accountId, tokens: '120000', language: 'fr' } as const
  const { sale } = await reviewOrder(buyer.owner, asked, house)
  expect(sale).toMatchObject({ kind: 'amount', name: 'Jetons', netCents: 828n, taxCents: 166n, totalCents: 994n })
  const form = orderForm(buyer, {
    packKey: undefined,
    tokens: '120000',
    shownCents: `${sale.totalCents}`,
    language: 'fr',
  })
  expect(await placeOrder(buyer.owner, form, house)).toMatchObject(sale)
})

it('has a price before anybody said who buys', async () => {
  const { house } = scene
  const accountId = await testAccount(house)
  const asked = { accountId, packKey: 'medium', language: 'en' } as const
  const review = await reviewOrder(memberCaller(accountId, 'billing'), asked, house)
  expect(review).toMatchObject({ offer: { buyer: null }, sale: { netCents: 1450n }, covers: null, isTooMuch: false })
})

it('refuses what is not sold, and everybody but owners and billing', async () => {
  const { house } = scene
  const { accountId, owner } = await testBuyer(house)
  const gone = { accountId, packKey: 'gone', language: 'en' } as const
  expect((await refusalOf(reviewOrder(owner, gone, house))).faults).toMatchObject([{ code: 'not-sold' }])
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => reviewOrder(caller, gone, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { testBuyer } from '@/lib/testing/purchases'
import { saveCard } from './save-card'

const scene = sceneOfPurchases()

const formFor = (accountId: string) =>
  ({ accountId, formKey: randomUUID(), page: 'top-up', query: 'below=3&unit=days', language: 'en' }) as const

it('leads to the provider’s page, where nothing is paid, and from there back to where it was asked', async () => {
  const { accountId, owner } = await testBuyer(scene.house)
  const form = formFor(accountId)
  const address = await saveCard(owner, form, scene.house)
  const page = await scene.sandbox.showCheckout(address.split('/').at(-1) ?? '')
  expect(page).toMatchObject({ mode: 'setup', total: null })
  expect(page?.successUrl).toContain(`/a/${accountId}/top-up?below=3&unit=days&session=${page?.id}`)
  expect(page?.cancelUrl).toMatch(/\/top-up\?below=3&unit=days$/)
  expect(await saveCard(owner, form, scene.house)).toBe(address)
})

it('refuses for the moment while the provider is away', async () => {
  const { accountId, owner } = await testBuyer(scene.house)
  const away = () => Promise.reject(new PaymentFault('provider-away', 'It does not answer.'))
  const house = { ...scene.house, payments: { ...scene.house.payments, ensureCustomer: away } }
  expect((await refusalOf(saveCard(owner, formFor(accountId), house))).kind).toBe('unavailable')
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [visitorCaller(), memberCaller(accountId, 'developer'), memberCaller(accountId, 'viewer')]
  const kinds = await kindsRefused((caller) => saveCard(caller, formFor(accountId), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'forbidden', 'forbidden'])
})

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { SYSTEM, staffCaller, testAccount } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, orderForm, paidFor, testBuyer } from '@/lib/testing/purchases'
import { definePack } from '../oversight/define-pack'
import { retirePack } from '../oversight/retire-pack'
import { fulfilOrder } from './fulfil-order'
import { placeOrder } from './place-order'

const scene = sceneOfPurchases()

it('writes the order down with its own price and opens the page where that is paid', async () => {
  const buyer = await testBuyer(scene.house)
  const order = await placeOrder(buyer.owner, orderForm(buyer), scene.house)
  expect(order).toMatchObject({
    kind: 'pack',
    state: 'pending',
    packKey: 'medium',
    name: 'The medium pack',
    tokens: 250_000_000n,
    netCents: 1450n,
    taxCents: 290n,
    totalCents: 1740n,
    tax: { rule: 'rate', rateBasis: 2000, country: 'FR' },
    actor: `member:${buyer.owner.userId}`,
  })
  expect(order.sessionUrl).toContain('/sandbox/checkout/')
  const session = await scene.house.payments.getSession(order.sessionId ?? '')
  expect(session).toMatchObject({ orderId: order.id, accountId: buyer.accountId, amount: 1740n, currency: 'EUR' })
  expect(await bought(scene.house, buyer.accountId)).toEqual({ states: ['pending'], tokens: [] })
})

it('of one form is one order, one payment and one grant under 20 submits at once', async () => {
  const { house, sandbox } = scene
  const buyer = await testBuyer(house)
  const form = orderForm(buyer)
  const orders = await Promise.all(Array.from({ length: 20 }, () => placeOrder(buyer.owner, form, house)))
  expect(new Set(orders.map(({ id }) => id)).size).toBe(1)
  expect(new Set(orders.map(({ sessionId }) => sessionId)).size).toBe(1)
  const [order] = orders
  await Promise.all(Array.from({ length: 5 }, () => sandbox.payWithCard(order?.sessionId ?? '', 'success')))
  const ref = { accountId: buyer.accountId, orderId: order?.id ?? '' }
  await Promise.all(Array.from({ length: 20 }, () => fulfilOrder(SYSTEM, ref, house)))
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
  expect(await paidFor(house, buyer.accountId)).toEqual({ payments: 1, cents: 1740 })
  expect((await placeOrder(buyer.owner, form, house)).state).toBe('done')
})

it('of another form waits for the one that is pending, and says where it is', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => placeOrder(buyer.owner, orderForm(buyer), house)),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [order] = await house.db.order.findMany({ where: { accountId: buyer.accountId } })
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(new Set(refusals.map(({ kind, facts }) => `${kind} ${facts.url}`))).toEqual(
    new Set([`order-pending http://127.0.0.1:3000/a/${buyer.accountId}/orders/${order?.id}`]),
  )
})

it('at another price than was shown asks again; what a form says of price or size counts for nothing', async () => {
  const buyer = await testBuyer(scene.house)
  const place = (overrides: object) => refusalOf(placeOrder(buyer.owner, orderForm(buyer, overrides), scene.house))
  expect(await place({ shownCents: '1' })).toMatchObject({ kind: 'price-changed', facts: { totalCents: '1740' } })
  expect((await place({ priceCents: '1' })).faults).toMatchObject([{ pointer: '/priceCents', code: 'unknown-field' }])
  expect(await bought(scene.house, buyer.accountId)).toEqual({ states: [], tokens: [] })
})

it.each([
  [{ packKey: 'gone' }, '/packKey'],
  [{ packKey: 'dollars' }, '/packKey'],
  [{ packKey: 'retired' }, '/packKey'],
  [{ packKey: undefined }, '/packKey'],
  [{ packKey: 'medium', tokens: '100000' }, '/packKey'],
  [{ packKey: undefined, tokens: '0' }, '/tokens'],
  [{ packKey: undefined, tokens: '-1' }, '/tokens'],
  [{ packKey: undefined, tokens: '1e9' }, '/tokens'],
  [{ packKey: undefined, tokens: '2abc' }, '/tokens'],
  [{ packKey: undefined, tokens: '1000000000' }, '/tokens'],
  [{ packKey: undefined, tokens: '0.5' }, '/tokens'],
  [{ formKey: 'again' }, '/formKey'],
  [{ shownCents: '-1740' }, '/shownCents'],
])('of %j is refused at %s', async (overrides, pointer) => {
  const { house } = scene
  const pack = { key: 'retired', nameEn: 'Old', nameFr: 'Ancien', tokens: '90000', priceCents: 630n, currency: 'EUR' }
  await definePack(SYSTEM, { ...pack, expiresAfterDays: 30 }, house)
  await retirePack(SYSTEM, { key: 'retired' }, house)
  const buyer = await testBuyer(house)
  const refusal = await refusalOf(placeOrder(buyer.owner, orderForm(buyer, overrides), house))
  expect(refusal).toMatchObject({ kind: 'invalid-input', faults: [{ pointer }] })
})

it('needs to know who buys, and an account that is open', async () => {
  const { house } = scene
  const nobody = await testAccount(house)
  const form = orderForm({ accountId: nobody })
  expect((await refusalOf(placeOrder(memberCaller(nobody, 'owner'), form, house))).kind).toBe('billing-missing')
  const { accountId, owner } = await testBuyer(house)
  await house.db.$executeRaw`UPDATE account SET status = 'frozen' WHERE id = ${accountId}::uuid`
  expect((await refusalOf(placeOrder(owner, orderForm({ accountId }), house))).kind).toBe('account-frozen')
})

it('stands without a page while the provider is away, and is prepared by whoever looks next', async () => {
  const { house } = scene
  const buyer = await testBuyer(house)
  const away = () => Promise.reject(new PaymentFault('provider-away', 'Nobody answers.'))
  const cut = { ...house, payments: { ...house.payments, createSession: away } }
  const form = orderForm(buyer)
  expect(await placeOrder(buyer.owner, form, cut)).toMatchObject({ state: 'pending', sessionId: null })
  const again = await placeOrder(buyer.owner, form, house)
  expect(again.sessionUrl).toContain('/sandbox/checkout/')
})

it('refuses everybody but owners and billing', async () => {
  const { accountId } = await testBuyer(scene.house)
  const callers = [
    visitorCaller(),
    memberCaller(randomUUID(), 'owner'),
    memberCaller(accountId, 'developer'),
    memberCaller(accountId, 'viewer'),
    staffCaller('admin'),
  ]
  const kinds = await kindsRefused((caller) => placeOrder(caller, orderForm({ accountId }), scene.house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden', 'forbidden'])
})

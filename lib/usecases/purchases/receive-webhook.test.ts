import { expect, it } from 'vitest'
import { SYSTEM, staffCaller } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, visitorCaller } from '@/lib/testing/people'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { bought, testBuyer, testOrder } from '@/lib/testing/purchases'
import { receiveWebhook } from './receive-webhook'
import { workInbox } from './work-inbox'

const scene = sceneOfPurchases()

it('takes what the provider sends for a purchase, in any order and many times, and delivers once', async () => {
  const { house, sandbox } = scene
  const buyer = await testBuyer(house)
  const order = await testOrder(house, buyer)
  await sandbox.payWithCard(order.sessionId, 'insufficient-funds')
  await sandbox.payWithCard(order.sessionId, 'success')
  const webhooks = await scene.deliverAll()
  expect(webhooks.length).toBeGreaterThanOrEqual(4)
  const many = [...webhooks, ...webhooks.toReversed(), ...webhooks]
  await Promise.all(many.map((webhook) => receiveWebhook(SYSTEM, webhook, house)))
  expect(await house.db.webhookEvent.count()).toBe(new Set(webhooks.map(({ body }) => JSON.parse(`${body}`).id)).size)
  const sweep = () => workInbox(SYSTEM, {}, house)
  const both = await Promise.all([sweep(), sweep()])
  expect(both.flatMap(({ failures }) => failures)).toEqual([])
  expect(await bought(house, buyer.accountId)).toEqual({ states: ['done'], tokens: [250_000_000n] })
  expect(await house.db.webhookEvent.count({ where: { outcome: null } })).toBe(0)
})

it('refuses what was signed over other bytes, and callers who are no door', async () => {
  const { house } = scene
  const unsigned = { body: Buffer.from('{}'), signature: null }
  expect((await refusalOf(receiveWebhook(SYSTEM, unsigned, house))).kind).toBe('invalid-request')
  const callers = [visitorCaller(), memberCaller('a', 'owner'), staffCaller('admin')]
  const kinds = await kindsRefused((caller) => receiveWebhook(caller, unsigned, house), callers)
  expect(kinds).toEqual(['not-found', 'not-found', 'not-found'])
})

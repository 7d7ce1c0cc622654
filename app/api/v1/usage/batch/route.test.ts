import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { callApi, serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { BatchAnswer, type BatchAnswerWire } from '@/lib/web/batch-answer'
import { POST } from './route'

const house = testHouse()
let service = ''

beforeAll(async () => {
  service = await serviceKey(house)
})

function unit(account: string, overrides: Record<string, unknown> = {}) {
  const occurredAt = new Date(Date.now() - 1000).toISOString()
  return { id: randomUUID(), account, action: 'unit', quantities: { call: 1 }, occurredAt, ...overrides }
}

function statuses({ results }: BatchAnswerWire): number[] {
  return results.map(({ status }) => status)
}

test('each event of a batch gets the answer that it would have got alone', async () => {
  const account = await testAccount(house, '3')
  const first = unit(account)
  const body = [
    first,
    unit(account, { quantities: { call: -1 } }),
    unit(account),
    'no event',
    { ...first },
    unit(account, { action: 'paint' }),
    unit(randomUUID()),
    unit(account),
    unit(account),
  ]
  const answer = await callApi<BatchAnswerWire>(POST, { key: service, body })
  expect(answer.status).toBe(200)
  expect(BatchAnswer.strict().parse(answer.body)).toEqual(answer.body)
  expect(statuses(answer.body)).toEqual([200, 422, 200, 422, 200, 422, 404, 200, 402])
  expect(answer.body).toMatchObject({ charged: 3, replayed: 1, refused: 5 })
  expect(answer.body.results[1]).toMatchObject({ index: 1, problem: { errors: [{ pointer: '/quantities/call' }] } })
  expect(answer.body.results[4]).toMatchObject({ index: 4, replayed: true, charge: { eventId: first.id } })
  expect(answer.body.results[7]).toMatchObject({ balance: { available: '0' } })
})

test('a batch sent again is answered in the same way and charges nothing', async () => {
  const account = await testAccount(house, '10')
  const body = Array.from({ length: 5 }, () => unit(account))
  const first = await callApi<BatchAnswerWire>(POST, { key: service, body })
  const again = await callApi<BatchAnswerWire>(POST, { key: service, body })
  expect(again.body).toMatchObject({ charged: 0, replayed: 5, refused: 0 })
  expect(again.body.results).toEqual(first.body.results.map((result) => ({ ...result, replayed: true })))
})

test('a batch of CloudEvents is taken, and its faults point into the CloudEvent', async () => {
  const account = await testAccount(house, '10')
  const cloudEvent = (action: string) => {
    const { id, occurredAt: time, quantities } = unit(account)
    const data = { action, quantities }
    return { specversion: '1.0', type: 'comptoir.usage', source: '/gpu', id, subject: account, time, data }
  }
  const answer = await callApi<BatchAnswerWire>(POST, {
    key: service,
    type: 'application/cloudevents-batch+json',
    body: [cloudEvent('unit'), cloudEvent('paint'), unit(account)],
  })
  expect(statuses(answer.body)).toEqual([200, 422, 422])
  expect(answer.body.results[1]).toMatchObject({ problem: { errors: [{ pointer: '/data/action' }] } })
})

test('a thousand events are taken, an empty list too', async () => {
  const account = await testAccount(house, '1000')
  const body = Array.from({ length: 1000 }, () => unit(account))
  const answer = await callApi<BatchAnswerWire>(POST, { key: service, body })
  expect(answer.body).toMatchObject({ charged: 1000, replayed: 0, refused: 0 })
  expect((await callApi(POST, { key: service, body: [] })).body).toMatchObject({ results: [], charged: 0 })
})

test('1,001 events are refused with 413 and a lone event with 422', async () => {
  const account = await testAccount(house, '2000')
  const many = Array.from({ length: 1001 }, () => unit(account))
  expect(await callApi(POST, { key: service, body: many })).toMatchObject({ status: 413, body: { eventsMax: 1000 } })
  expect((await callApi(POST, { key: service, body: unit(account) })).status).toBe(422)
})

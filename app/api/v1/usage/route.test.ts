import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { ChargeAnswer, UsageAnswer, type UsageAnswerWire } from '@/lib/domain/metering/wire'
import { accountKey, callApi, serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { ProblemAnswer } from '@/lib/web/problem'
import { GET as getCharge } from '../charges/[id]/route'
import { POST } from './route'

const house = testHouse()
let service = ''

beforeAll(async () => {
  service = await serviceKey(house)
})

function event(overrides: Record<string, unknown> = {}) {
  const occurredAt = new Date(Date.now() - 1000).toISOString()
  return { id: randomUUID(), action: 'chat', quantities: { input: 1240, output: '960' }, occurredAt, ...overrides }
}

describe('POST /api/v1/usage', () => {
  test('charges an event and explains the charge', async () => {
    const account = await testAccount(house, '1000')
    const { status, body, headers } = await callApi<UsageAnswerWire>(POST, { key: service, body: event({ account }) })
    expect(status).toBe(200)
    expect(UsageAnswer.strict().parse(body)).toEqual(body)
    expect(body).toMatchObject({
      replayed: false,
      balance: { available: '588', debt: '0' },
      charge: { account, action: 'chat', tokens: '412', source: 'api', status: 'charged', owed: '0', late: false },
    })
    expect(body.charge.paidFrom).toMatchObject([{ name: 'First', tokens: '412' }])
    expect(body.charge.arithmetic).toMatchObject({
      steps: [
        { quantityClass: 'input', units: '1240', price: '0.1', tokens: '124' },
        { quantityClass: 'output', units: '960', price: '0.3', tokens: '288' },
      ],
      sum: '412',
      roundedTo: '1',
      rounded: '412',
      minimum: '1',
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test('answers a repeated event with the first answer and charges nothing more', async () => {
    const account = await testAccount(house, '1000')
    const body = event({ account, tags: { model: 'large', b: 'c' } })
    const first = await callApi<UsageAnswerWire>(POST, { key: service, body })
    const again = await callApi<UsageAnswerWire>(POST, {
      key: await accountKey(house, account),
      body: { ...body, quantities: { output: 960, input: '1240' }, account: undefined },
    })
    expect(again.status).toBe(200)
    expect(again.body).toEqual({ ...first.body, replayed: true })
  })

  test('takes a CloudEvent as the same event', async () => {
    const account = await testAccount(house, '1000')
    const { id, occurredAt: time, ...data } = event()
    const type = 'application/cloudevents+json; charset=UTF-8'
    const cloud = { specversion: '1.0', type: 'comptoir.usage', id, source: '/gpu', subject: account, time, data }
    const first = await callApi<UsageAnswerWire>(POST, { key: service, type, body: cloud })
    expect(first.body).toMatchObject({ replayed: false, charge: { tokens: '412', source: '/gpu', eventId: id } })
    const plain = { ...data, id, source: '/gpu', account, occurredAt: time }
    expect((await callApi<UsageAnswerWire>(POST, { key: service, body: plain })).body.replayed).toBe(true)
    const wrong = { ...cloud, id: randomUUID(), data: { ...data, quantities: { minutes: 1 } } }
    const refused = await callApi(POST, { key: service, type, body: wrong })
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/data/quantities/minutes' }] } })
  })

  test('says 402 with what is needed, available and short, and takes the event later under the same id', async () => {
    const account = await testAccount(house, '100')
    const body = event({ account })
    const refused = await callApi(POST, { key: service, body })
    expect(refused.headers.get('content-type')).toBe('application/problem+json')
    expect(ProblemAnswer.parse(refused.body)).toMatchObject({
      type: '/api/v1/problems/insufficient-tokens',
      title: 'Not enough tokens',
      status: 402,
      action: 'chat',
      needed: '412',
      available: '100',
      shortfall: '312',
      nextAddition: null,
      instance: `urn:uuid:${refused.headers.get('x-request-id')}`,
    })
    const reported = await callApi<UsageAnswerWire>(POST, { key: service, body: { ...body, mode: 'report' } })
    expect(reported.body).toMatchObject({ balance: { available: '0', debt: '312' }, charge: { owed: '312' } })
  })

  test('records a failed operation and charges nothing', async () => {
    const account = await testAccount(house)
    const { body } = await callApi<UsageAnswerWire>(POST, { key: service, body: event({ account, status: 'failed' }) })
    expect(body.charge).toMatchObject({ status: 'failed', tokens: '0', arithmetic: null, transaction: null })
  })

  test.each<[string, number, Record<string, unknown>, object]>([
    ['an unknown account', 404, { account: randomUUID() }, { type: '/api/v1/problems/not-found' }],
    ['no account from a service key', 422, { account: undefined }, { errors: [{ pointer: '/account' }] }],
    ['an unknown action', 422, { action: 'paint' }, { errors: [{ pointer: '/action', code: 'unknown-action' }] }],
    ['an unknown quantity class', 422, { quantities: { pages: 1 } }, { errors: [{ pointer: '/quantities/pages' }] }],
    ['an event of 36 days ago', 422, { occurredAt: days(-36) }, { type: '/api/v1/problems/event-too-old' }],
    ['an event of the year 0', 422, { occurredAt: '0000-01-01T00:00:00Z' }, { type: '/api/v1/problems/event-too-old' }],
    ['an event of tomorrow', 422, { occurredAt: days(1) }, { type: '/api/v1/problems/event-in-future' }],
    ['a missing occurredAt', 422, { occurredAt: undefined }, { errors: [{ pointer: '/occurredAt' }] }],
    ['an unknown field', 422, { balance: '1' }, { errors: [{ pointer: '/balance', code: 'unknown-field' }] }],
    ['an unsafe number', 422, { quantities: { input: 2 ** 60 } }, { errors: [{ code: 'send-as-string' }] }],
  ])('refuses %s with %i', async (_, status, overrides, problem) => {
    const account = await testAccount(house, '1000')
    const refused = await callApi(POST, { key: service, body: event({ account, ...overrides }) })
    expect(refused).toMatchObject({ status, body: { status, ...problem } })
  })

  test('refuses another event under the same id', async () => {
    const account = await testAccount(house, '1000')
    const body = event({ account })
    await callApi(POST, { key: service, body })
    const refused = await callApi(POST, { key: service, body: { ...body, quantities: { input: 1 } } })
    expect(refused).toMatchObject({ status: 422, body: { type: '/api/v1/problems/key-reused' } })
  })

  test('refuses a key that may only read, and the account of another key', async () => {
    const account = await testAccount(house, '1000')
    const reader = await accountKey(house, account, ['balance:read'])
    const refused = await callApi(POST, { key: reader, body: event() })
    expect(refused).toMatchObject({ status: 403, body: { scope: 'usage:write' } })
    const other = await accountKey(house, await testAccount(house, '1000'))
    expect((await callApi(POST, { key: other, body: event({ account }) })).status).toBe(404)
  })
})

describe('GET /api/v1/charges/{id}', () => {
  test('gives the charge as it was answered when it was recorded', async () => {
    const account = await testAccount(house, '1000')
    const { body } = await callApi<UsageAnswerWire>(POST, { key: service, body: event({ account }) })
    const params = { id: body.charge.id }
    const own = await callApi(getCharge, { key: await accountKey(house, account), params })
    expect(own.status).toBe(200)
    expect(ChargeAnswer.strict().parse(own.body)).toEqual({ charge: body.charge, balance: body.balance })
    const seller = await callApi(getCharge, { key: service, params, query: `?account=${account}` })
    expect(seller.body).toEqual(own.body)
  })

  test('refuses what belongs to another account, what is not there and what is no id, all as 404', async () => {
    const account = await testAccount(house, '1000')
    const { body } = await callApi<UsageAnswerWire>(POST, { key: service, body: event({ account }) })
    const key = await accountKey(house, await testAccount(house))
    const own = await accountKey(house, account)
    for (const call of [
      { key, params: { id: body.charge.id } },
      { key, params: { id: body.charge.id }, query: `?account=${account}` },
      { key: own, params: { id: randomUUID() } },
      { key: own, params: { id: "'; DROP TABLE charge" } },
    ]) {
      expect(await callApi(getCharge, call)).toMatchObject({
        status: 404,
        body: { type: '/api/v1/problems/not-found' },
      })
    }
  })

  test('refuses a key without the scope, and a service key that names no account', async () => {
    const account = await testAccount(house)
    const params = { id: randomUUID() }
    const writer = await accountKey(house, account, ['usage:write'])
    expect(await callApi(getCharge, { key: writer, params })).toMatchObject({
      status: 403,
      body: { scope: 'charges:read' },
    })
    expect(await callApi(getCharge, { key: service, params })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/account' }] },
    })
  })
})

function days(count: number): string {
  return new Date(Date.now() + count * 86_400_000).toISOString()
}

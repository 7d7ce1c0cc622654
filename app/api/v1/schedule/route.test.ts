import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ScheduleAnswer, type ScheduleWire } from '@/lib/domain/forecast/schedule-wire'
import { accountKey, callApi, serviceKey } from '@/lib/testing/api-call'
import { SYSTEM, testAccount, testHouse } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { scheduleExample } from '@/lib/web/openapi-schedule'
import { GET, HEAD } from './route'

const house = testHouse()

test('the timeline has tokens as decimals, money in minor units and instants in UTC, soonest first', async () => {
  const accountId = await testAccount(house)
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z$/, 'Z')
  const grant = { accountId, key: 'k', source: 'promo', name: 'Soon', tokens: '7.5', reason: 'For the test.' } as const
  await giveGrant(SYSTEM, { ...grant, expiresAt }, house)
  await assignPlan(SYSTEM, { accountId, planKey: await testPlan(house, 1000), reason: 'As agreed by contract.' }, house)
  const { status, body } = await callApi<ScheduleWire>(GET, { key: await accountKey(house, accountId) })
  expect(status).toBe(200)
  expect(ScheduleAnswer.strict().parse(body)).toEqual(body)
  expect(body).toMatchObject({ account: accountId, timeZone: 'Europe/Paris', currency: 'EUR' })
  const [first] = body.events
  expect(first).toMatchObject({ kind: 'expiry', at: expiresAt, name: 'Soon', tokens: '7.5', lapses: null })
  expect(body.events.find(({ kind }) => kind === 'money-charge')).toMatchObject({ costMinor: '10', tokens: null })
  expect(body.events.map(({ at }) => at)).toEqual(body.events.map(({ at }) => at).sort())
})

test('HEAD answers as GET does, without the body', async () => {
  const key = await accountKey(house, await testAccount(house))
  const { status, headers, body } = await callApi(HEAD, { key, method: 'HEAD' })
  expect([status, headers.get('content-type'), body]).toEqual([200, 'application/json', null])
})

test.each([
  ['', 422],
  ['?account=acme', 422],
  [`?account=${randomUUID()}`, 404],
  [`?account=${randomUUID()}&kind=expiry`, 422],
])('a service key with "%s" is answered %i', async (query, status) => {
  expect((await callApi(GET, { key: await serviceKey(house), query })).status).toBe(status)
})

test('a key without the right is answered 403, and no key 401', async () => {
  const key = await accountKey(house, await testAccount(house), ['charges:read'])
  expect((await callApi(GET, { key })).status).toBe(403)
  expect((await callApi(GET)).status).toBe(401)
})

test('the documented example is one', () => {
  expect(ScheduleAnswer.strict().parse(scheduleExample)).toEqual(scheduleExample)
})

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ForecastAnswer, type ForecastAnswerWire } from '@/lib/domain/forecast/forecast-wire'
import { HOUR } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import { accountKey, callApi, serviceKey } from '@/lib/testing/api-call'
import { TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { memberCaller } from '@/lib/testing/people'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { GET, HEAD } from './route'

const house = testHouse()

/** An account that has used ten tokens every six hours for ten days, up to now. */
async function accountInUse(): Promise<string> {
  const clock = new TestClock(new Date(Date.now() - 10 * 86_400_000).toISOString())
  const past = testHouse(clock)
  const accountId = await testAccount(past, '1000')
  for (let i = 0; i < 40; i++) {
    await enqueueUsage([usageEvent(accountId, clock.now(), { quantities: { call: 10n * TOKEN } })], past)
    clock.advance(6n * HOUR)
  }
  return accountId
}

test('the API says what the home page says: verdict, dates, balance, and the sentence in the language asked for', async () => {
  const accountId = await accountInUse()
  const home = await getHome(memberCaller(accountId, 'viewer'), { accountId }, house)
  const key = await accountKey(house, accountId)
  const { status, body, headers } = await callApi<ForecastAnswerWire>(GET, { key })
  expect(status).toBe(200)
  expect(headers.get('vary')).toBe('accept-language')
  expect(ForecastAnswer.strict().parse(body)).toEqual(body)
  expect(body).toMatchObject({
    account: accountId,
    record: null,
    verdict: { kind: home.verdict.kind, available: '600', sentence: expect.stringContaining('tokens') },
    forecast: { historyDays: 10, isEarly: false, pace: 1, madeAt: expect.any(String) },
  })
  expect(Date.parse(body.forecast?.depletion.p50 ?? '')).toBeCloseTo(
    Number((home.forecast?.depletion.p50 ?? 0n) / 1000n),
    -2,
  )
  const french = await callApi<ForecastAnswerWire>(GET, { key, headers: { 'accept-language': 'fr-FR' } })
  expect(french.body.verdict.sentence).toContain('jetons')
})

test('another pace is a what-if of the same past', async () => {
  const key = await accountKey(house, await accountInUse())
  const one = await callApi<ForecastAnswerWire>(GET, { key })
  const twice = await callApi<ForecastAnswerWire>(GET, { key, query: '?pace=2' })
  expect(twice.body.forecast?.pace).toBe(2)
  expect(twice.body.forecast?.depletion.p50 ?? '').toMatch(/^20/)
  expect((twice.body.forecast?.depletion.p50 ?? '') < (one.body.forecast?.depletion.p50 ?? '')).toBe(true)
})

test('an account without use has a verdict, and no forecast', async () => {
  const key = await accountKey(house, await testAccount(house, '5'))
  const { body } = await callApi<ForecastAnswerWire>(GET, { key })
  expect(body).toMatchObject({ forecast: null, verdict: { kind: 'learning', learnedAt: null } })
})

test.each([
  ['', 422],
  ['?account=acme', 422],
  [`?account=${randomUUID()}`, 404],
  [`?account=${randomUUID()}&pace=5`, 422],
  [`?account=${randomUUID()}&pace=0.1`, 422],
  [`?account=${randomUUID()}&pace=NaN`, 422],
  [`?account=${randomUUID()}&pace=1e0`, 422],
])('a service key with "%s" is answered %i', async (query, status) => {
  expect((await callApi(GET, { key: await serviceKey(house), query })).status).toBe(status)
})

test('a key without the right is answered 403, and no key 401; HEAD has no body', async () => {
  const accountId = await testAccount(house)
  const key = await accountKey(house, accountId, ['charges:read'])
  expect((await callApi(GET, { key })).status).toBe(403)
  expect((await callApi(GET)).status).toBe(401)
  const reader = await accountKey(house, accountId)
  expect(await callApi(HEAD, { key: reader, method: 'HEAD' })).toMatchObject({ status: 200, body: null })
})

import { expect, test } from 'vitest'
import { Refused, Unreachable } from './errors.js'
import { Reach } from './reach.js'

const request = { method: 'GET', path: '/', body: null } as const
const problem = { type: '/api/v1/problems/forbidden', title: '', status: 403, detail: 'No.', instance: '' }

function unreachable(status: number | null, retryAfterSeconds: number | null = null): Unreachable {
  return new Unreachable('Nobody knows.', request, 1, status, retryAfterSeconds, undefined)
}

async function after(...ends: (Error | null)[]): Promise<Reach> {
  const reach = new Reach({ firstMillis: 10_000, longestMillis: 40_000 })
  for (const end of ends) {
    const call = () => (end ? Promise.reject(end) : Promise.resolve('answer'))
    await reach.attempt(call).catch((error: unknown) => expect(error).toBe(end))
  }
  return reach
}

test.each([
  ['no connection', unreachable(null)],
  ['503', unreachable(503)],
  ['500', unreachable(500)],
])('Comptoir is away for a while after %s', async (_, error) => {
  const { isAway, millisAway } = await after(null, error)
  expect([isAway, millisAway > 4900, millisAway <= 10_000]).toEqual([true, true, true])
})

test.each([
  ['an answer', null],
  ['a refusal', new Refused(problem, request, null)],
  ['the same request still running there', unreachable(409)],
])('Comptoir is there after %s', async (_, end) => {
  expect((await after(unreachable(null), end)).isAway).toBe(false)
})

test('the while grows with each failure, to its longest, and is no shorter than asked for', async () => {
  const none = unreachable(null)
  expect((await after(none, none)).millisAway).toBeGreaterThan(9900)
  expect((await after(...Array<Error>(9).fill(none))).millisAway).toBeLessThanOrEqual(40_000)
  expect((await after(unreachable(503, 60))).millisAway).toBeGreaterThan(64_900)
})

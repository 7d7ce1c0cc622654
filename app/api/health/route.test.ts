import { expect, test } from 'vitest'
import { callApi } from '@/lib/testing/api-call'
import manifest from '@/package.json'
import { GET } from './route'

test('health says the version and how far the clocks are apart', async () => {
  const { status, body } = await callApi<{ clockSkewMillis: number }>(GET)
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'ok', version: manifest.version })
  expect(body.clockSkewMillis).toBeLessThan(5000)
})

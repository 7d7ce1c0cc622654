import { expect, test } from 'vitest'
import { REFUSAL_KINDS } from '@/lib/domain/refusals'
import { callApi } from '@/lib/testing/api-call'
import type { ProblemKind } from '@/lib/web/problem-kinds'
import { GET } from './route'

test.each([...REFUSAL_KINDS, 'internal'])('the type of the problem %s leads to what it means', async (kind) => {
  const { status, body } = await callApi<ProblemKind & { type: string }>(GET, { params: { kind } })
  expect([status, body.type]).toEqual([200, `/api/v1/problems/${kind}`])
  expect(body.remedy.length).toBeGreaterThan(10)
})

test.each(['nothing', 'toString', '__proto__'])('%s is no kind of problem', async (kind) => {
  expect((await callApi(GET, { params: { kind } })).status).toBe(404)
})

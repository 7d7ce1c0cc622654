import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { REFUSAL_KINDS } from '@/lib/domain/refusals'
import { callApi } from '@/lib/testing/api-call'
import { PROBLEM_KINDS, type ProblemKind } from '@/lib/web/problem-kinds'
import { GET } from './route'

test.each([...REFUSAL_KINDS, 'internal'])('the type of the problem %s leads to what it means', async (kind) => {
  const { status, body } = await callApi<ProblemKind & { type: string }>(GET, { params: { kind } })
  expect([status, body.type]).toEqual([200, `/api/v1/problems/${kind}`])
  expect(body.remedy.length).toBeGreaterThan(10)
})

test.each(['nothing', 'toString', '__proto__'])('%s is no kind of problem', async (kind) => {
  expect((await callApi(GET, { params: { kind } })).status).toBe(404)
})

test('docs/api.md names every kind of problem, with its status', () => {
  const lines = readFileSync('docs/api.md', 'utf8').split('\n')
  for (const [kind, { status }] of Object.entries(PROBLEM_KINDS)) {
    const named = lines.some((line) => line.includes(`\`${kind}\``) && line.includes(`${status}`))
    expect(named, `${status} ${kind}`).toBe(true)
  }
})

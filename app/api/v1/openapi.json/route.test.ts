import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BalanceAnswer } from '@/lib/domain/ledger/wire'
import { CloudEventInput } from '@/lib/domain/metering/cloud-events'
import { UsageEventInput } from '@/lib/domain/metering/inputs'
import { UsageAnswer } from '@/lib/domain/metering/wire'
import { callApi } from '@/lib/testing/api-call'
import { openApiDocument } from '@/lib/web/openapi'
import {
  balanceExample,
  chargeExample,
  cloudEventExample,
  eventExample,
  shortfallExample,
} from '@/lib/web/openapi-examples'
import { ProblemAnswer } from '@/lib/web/problem'
import { PROBLEM_KINDS } from '@/lib/web/problem-kinds'
import { GET } from './route'

const document = openApiDocument()
/** Paths about the API itself. */
const UNDOCUMENTED = ['/[[...path]]', '/openapi.json', '/problems/{kind}']

function paths(): [string, object][] {
  return Object.entries(document.paths ?? {})
}

function references(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) =>
    name === '$ref' && typeof value === 'string' ? [value] : references(value),
  )
}

describe('the OpenAPI document', () => {
  test('is served as JSON of version 3.1', async () => {
    const { status, body } = await callApi<unknown>(GET)
    expect(status).toBe(200)
    expect(body).toEqual(JSON.parse(JSON.stringify(document)))
    expect(body).toMatchObject({ openapi: '3.1.0', security: [{ apiKey: [] }] })
  })

  test('has the paths and methods that there are routes for, and no others', async () => {
    const files = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' })
    const routes = files
      .filter((file) => /(^|\/)route\.ts$/.test(file))
      .map((file) => `/${file.replace('/route.ts', '')}`)
    const served = routes.map((route) => route.replace(/\/\[(\w+)\]/g, '/{$1}'))
    expect(
      paths()
        .map(([path]) => path)
        .sort(),
    ).toEqual(served.filter((path) => !UNDOCUMENTED.includes(path)).sort())
    for (const [path, operations] of paths()) {
      const file = resolve(`app/api/v1${path.replace(/\{(\w+)\}/g, '[$1]')}/route.ts`)
      const route: unknown = await import(/* @vite-ignore */ file)
      const { headers } = await callApi((route as typeof import('./route')).OPTIONS, { method: 'OPTIONS' })
      const allowed = headers.get('allow')?.toLowerCase().split(', ') ?? []
      expect(allowed.filter((method) => !['head', 'options'].includes(method))).toEqual(Object.keys(operations))
    }
  })

  test('refers only to schemas that it has, and names every refusal once for each status', () => {
    const schemas = Object.keys(document.components?.schemas ?? {})
    for (const reference of references(document)) {
      expect(schemas).toContain(reference.replace('#/components/schemas/', ''))
    }
    const known = new Set(Object.values(PROBLEM_KINDS).map(({ status }) => `${status}`))
    for (const [, operations] of paths()) {
      for (const operation of Object.values(operations) as { responses: object }[]) {
        for (const status of Object.keys(operation.responses)) expect(status === '200' || known.has(status)).toBe(true)
      }
    }
  })

  test('describes input as it is sent: numbers or strings, dates as text', () => {
    expect(document.components?.schemas?.UsageEvent).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['id', 'action', 'quantities', 'occurredAt'],
      properties: {
        occurredAt: { type: 'string', format: 'date-time' },
        quantities: { additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
      },
    })
  })

  test('has examples that its schemas accept', () => {
    expect(UsageEventInput.safeParse(eventExample).success).toBe(true)
    expect(CloudEventInput.safeParse(cloudEventExample).success).toBe(true)
    expect(UsageAnswer.strict().parse(chargeExample)).toEqual(chargeExample)
    expect(BalanceAnswer.strict().parse(balanceExample)).toEqual(balanceExample)
    expect(ProblemAnswer.parse(shortfallExample)).toEqual(shortfallExample)
  })
})

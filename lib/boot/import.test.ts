import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST } from '@/app/api/v1/usage/batch/route'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { inProject } from './paths.mjs'

const house = testHouse()
const folder = mkdtempSync(path.join(os.tmpdir(), 'comptoir-import-'))
const TRACE = inProject('../shared/data/traces/azure-llm-code.csv')
const MAP = 'action=chat,time=TIMESTAMP,input=ContextTokens,output=GeneratedTokens'

/** What stands between the import and the real route handler: how the next requests go wrong. */
type Fault = 'refuse with 503' | 'ask to wait with 429' | 'break before' | 'break after'
let faults: Fault[] = []
let server: Server
let url: string
let key: string

beforeAll(async () => {
  key = await serviceKey(house)
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const fault = faults.shift()
  if (fault === 'break before') return void request.socket.destroy()
  if (fault === 'refuse with 503' || fault === 'ask to wait with 429') {
    response.writeHead(fault === 'refuse with 503' ? 503 : 429, { 'retry-after': '0' })
    return void response.end('{}')
  }
  const { method = 'POST', headers } = request
  const asked = { method, headers: headers as Record<string, string>, body: Buffer.concat(chunks) }
  const given = await POST(new Request(`${url}${request.url}`, asked), { params: Promise.resolve({}) })
  const body = await given.text()
  if (fault === 'break after') return void request.socket.destroy()
  response.writeHead(given.status, { 'content-type': 'application/json' })
  response.end(body)
}

/** Runs the command as a person does. */
async function runImport(file: string, account: string, ...more: string[]) {
  const args = ['--import', 'tsx', inProject('lib/boot/import.ts'), file, '--url', url, '--key', key]
  const env = { ...process.env, COMPTOIR_DATA_DIR: folder }
  const child = spawn(process.execPath, [...args, '--account', account, ...more], { cwd: inProject(), env })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  const code = await new Promise<number | null>((ended) => child.on('close', ended))
  return { code, output }
}

function file(name: string, rows: readonly string[]): string {
  const place = path.join(folder, name)
  writeFileSync(place, ['TIMESTAMP,ContextTokens,GeneratedTokens', ...rows].join('\n'))
  return place
}

/** The trace of real requests where it is at hand, else rows of its shape. */
function traceFile(): string {
  if (existsSync(TRACE)) return TRACE
  const rows = Array.from({ length: 8819 }, (_, i) => {
    const second = `${Math.floor(i / 3) % 60}`.padStart(2, '0')
    const minute = `${Math.floor(i / 180)}`.padStart(2, '0')
    return `2023-11-16 18:${minute}:${second}.${`${(i * 7919) % 10_000_000}`.padStart(7, '0')},${(i * 7919) % 7437},${(i * 31) % 900}`
  })
  return file('trace.csv', rows)
}

/** The tokens of the file at the prices of the test card, counted from its text alone: 0.1 in, 0.3 out, rounded up, at least 1. */
function tokensOf(place: string): number {
  const rows = readFileSync(place, 'utf8').trim().split(/\r?\n/).slice(1)
  return rows.reduce((sum, row) => {
    const [, input, output] = row.split(',').map(Number)
    return sum + Math.max(1, Math.ceil(((input ?? 0) + 3 * (output ?? 0)) / 10))
  }, 0)
}

async function chargesOf(accountId: string): Promise<{ count: number; milli: bigint }> {
  const { _count, _sum } = await house.db.charge.aggregate({
    where: { accountId },
    _count: true,
    _sum: { tokens: true },
  })
  return { count: _count, milli: _sum.tokens ?? 0n }
}

test('the whole trace goes in at the sum counted from the file, past every fault of the way, and again changes nothing', async () => {
  const trace = traceFile()
  const account = await testAccount(house, '10000000')
  const expected = { count: 8819, milli: BigInt(tokensOf(trace)) * 1000n }
  faults = ['break before', 'refuse with 503', 'break after', 'ask to wait with 429', 'break after']
  const shifted = ['--map', MAP, '--zone', 'UTC', '--shift', 'end-now']
  const first = await runImport(trace, account, ...shifted)
  expect(first.output).toContain('It adds up.')
  expect(first.output).toContain(`Tokens of the file ${expected.milli / 1000n}\n`)
  expect(first.code).toBe(0)
  expect(await chargesOf(account)).toEqual(expected)

  const second = await runImport(trace, account, ...shifted)
  expect(second.output).toMatch(/charged now +0, 0 tokens/)
  expect(second.output).toMatch(/known before +8819,/)
  expect(second.output).toContain('as in the first run of this file')
  expect(await chargesOf(account)).toEqual(expected)
}, 120_000)

test('bad rows are named with line and reason and kept aside; all others are charged, past the balance too', async () => {
  const account = await testAccount(house, '5')
  const at = new Date(Date.now() - 60_000).toISOString()
  const place = file('bad.csv', [`${at},100,0`, 'soon,1,1', `${at},1.2345,1`, `${at},1`, '2020-01-01T00:00:00Z,10,0'])
  const { code, output } = await runImport(place, account, '--map', MAP)
  expect(code).toBe(2)
  expect(output).toContain('Line 3: "soon" is not a time')
  expect(output).toContain('Line 4: "1.2345" for input is not a plain decimal')
  expect(output).toContain('Line 5: The row has 2 cells, the header has 3.')
  expect(output).toContain('Line 6: The event is older than 35 days')
  expect(output).toMatch(
    /Rows read +5,[\s\S]*charged now +1, 10 tokens[\s\S]*refused +1\n[\s\S]*bad +3,[\s\S]*It adds up\./,
  )
  const kept = /reasons: (.*\.errors\.csv)/.exec(output)?.[1] ?? ''
  expect(readFileSync(kept, 'utf8').trim().split('\n')).toHaveLength(5)
  expect(await house.db.account.findUnique({ where: { id: account } })).toMatchObject({ available: 0n, debt: 5000n })
})

test('a key that is not known ends the import with the reason and charges nothing', async () => {
  const account = await testAccount(house, '5')
  const place = file('key.csv', [`${new Date().toISOString()},1,1`])
  const { code, output } = await runImport(place, account, '--map', MAP, '--key', `${key.slice(0, -1)}!`)
  expect(code).toBe(1)
  expect(output).toContain('The API refused the import (401)')
  expect((await chargesOf(account)).count).toBe(0)
})

test('CloudEvents keep their ids: what the API was sent before is not charged again', async () => {
  const account = await testAccount(house, '100')
  const event = (id: string) => {
    const data = { action: 'unit', quantities: { call: 1 } }
    const time = new Date(Date.now() - 1000).toISOString()
    return JSON.stringify({ specversion: '1.0', type: 'comptoir.usage', source: '/gpu', id, time, data })
  }
  const place = path.join(folder, 'events.jsonl')
  const line = event('one')
  writeFileSync(place, `${line}\n`)
  expect((await runImport(place, account)).output).toContain('charged now      1, 1 tokens')
  writeFileSync(place, `${line}\n${event('two')}\n`)
  const again = await runImport(place, account)
  expect(again.output).toMatch(/charged now +1, 1 tokens[\s\S]*known before +1, 1 tokens/)
  expect((await chargesOf(account)).count).toBe(2)
})

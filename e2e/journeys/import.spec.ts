import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { inProject } from '@/lib/boot/paths.mjs'
import { serviceKey } from '@/lib/testing/api-call'
import { SYSTEM } from '@/lib/testing/house'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { expect, homeOf, house, siteAddress, test } from '../fixtures'

const TRACE = inProject('../shared/data/traces/azure-llm-code.csv')
const folder = mkdtempSync(path.join(os.tmpdir(), 'comptoir-trace-'))
test.afterAll(() => rmSync(folder, { recursive: true }))

/** The trace of real requests where it is at hand, else rows of its shape. */
function traceFile(): string {
  if (existsSync(TRACE)) return TRACE
  const place = path.join(folder, 'trace.csv')
  const rows = Array.from({ length: 8819 }, (_, i) => {
    const clock = [Math.floor(i / 180), Math.floor(i / 3) % 60].map((part) => `${part}`.padStart(2, '0')).join(':')
    return `2023-11-16 18:${clock}.${`${(i * 7919) % 10_000_000}`.padStart(7, '0')},${(i * 7919) % 4100},${(i * 31) % 55}`
  })
  writeFileSync(place, ['TIMESTAMP,ContextTokens,GeneratedTokens', ...rows].join('\n'))
  return place
}

/** Thousandths of a token for the whole file, from its text and the published prices: 1/100 for input, 1/30 for output, rounded up once for each row. */
function milliOf(place: string): bigint {
  const rows = readFileSync(place, 'utf8').trim().split(/\r?\n/).slice(1)
  return rows.reduce((sum, row) => {
    const [, input = '', output = ''] = row.split(',')
    return sum + (3000n * BigInt(input) + 10_000n * BigInt(output) + 299n) / 300n
  }, 0n)
}

/** Runs the command as a person does. */
async function runImport(...args: string[]): Promise<{ code: number | null; output: string }> {
  const command = ['--import', 'tsx', inProject('lib/boot/import.ts'), ...args, '--url', siteAddress()]
  const child = spawn(process.execPath, command, { cwd: inProject() })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk
    })
  }
  return { code: await new Promise((ended) => child.on('close', ended)), output }
}

/** What the page says is left, in thousandths. */
async function balanceOn(page: Page): Promise<bigint> {
  await page.reload()
  const [, whole = '', decimals = ''] =
    /([\d,]+)(?:\.(\d+))? tokens left/.exec(await page.locator('main').innerText()) ?? []
  return BigInt(whole.replaceAll(',', '') + decimals.padEnd(3, '0'))
}

const READ = ['--map', 'action=code,time=TIMESTAMP,input=ContextTokens,output=GeneratedTokens', '--zone', 'UTC']

test('an hour of real requests is imported whole, at the sum counted from the file, and the home page shows it; again it changes nothing', async ({
  page,
  owner,
}) => {
  test.setTimeout(180_000)
  const { accountId } = owner
  const reason = 'Enough for the whole file.'
  const grant = { accountId, key: 'enough', source: 'pack' as const, name: 'Large pack', tokens: '300000', reason }
  await giveGrant(SYSTEM, grant, house)
  const place = traceFile()
  const args = [place, ...READ, '--shift', 'end-now', '--key', await serviceKey(house), '--account', accountId]
  await page.goto(homeOf(owner))
  const before = await balanceOn(page)

  const first = await runImport(...args)
  expect(first.output).toContain('It adds up.')
  expect(first.code).toBe(0)
  const after = await balanceOn(page)
  expect(before - after).toBe(milliOf(place))
  await expect(page.locator('main')).toContainText('Code completion')

  const second = await runImport(...args)
  expect(second.output).toMatch(/charged now +0, 0 tokens/)
  expect(second.output).toMatch(/known before +8819,/)
  expect(await balanceOn(page)).toBe(after)
})

test('an import into a demo account that is not there names those that are', async () => {
  const { code, output } = await runImport(traceFile(), ...READ, '--demo', '--account', 'Nobody')
  expect(code).toBe(1)
  expect(output).toContain('"Kiln Code"')
})

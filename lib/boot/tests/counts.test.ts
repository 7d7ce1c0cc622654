import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { playwrightCounts, sum, vitestCounts } from './counts.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'comptoir-counts-'))
afterAll(() => fs.rmSync(folder, { recursive: true }))

function report(content: object): string {
  const file = path.join(folder, 'report.json')
  fs.writeFileSync(file, JSON.stringify(content))
  return file
}

test('the counts are those of the reports, and add up', () => {
  const unit = vitestCounts(report({ numPassedTests: 12, numFailedTests: 2 }), 1)
  const browser = playwrightCounts(report({ stats: { expected: 5, flaky: 1, unexpected: 1, skipped: 3 } }), 1)
  expect(sum([unit, browser])).toEqual({ passed: 18, failed: 3 })
})

test.each([
  ['a file that does not load', report({ numPassedTests: 3, numFailedTests: 0 }), 1, { passed: 3, failed: 1 }],
  ['no report at all', path.join(folder, 'missing.json'), 0, { passed: 0, failed: 1 }],
])('%s counts as a failure', (_, file, exitCode, counts) => {
  fs.writeFileSync(path.join(folder, 'report.json'), JSON.stringify({ numPassedTests: 3, numFailedTests: 0 }))
  expect(vitestCounts(file, exitCode)).toEqual(counts)
})

import { expect, it } from 'vitest'
import type { CheckResult } from '@/lib/domain/oversight/verification'
import { tableOf } from './verify-report'

const CLEAN: CheckResult = {
  invariant: 1,
  name: 'a grant conserves its tokens',
  of: 'grants',
  examined: 12n,
  offences: [],
  isCut: false,
  milliseconds: 3.2,
}
const BROKEN: CheckResult = {
  ...CLEAN,
  invariant: 18,
  offences: [{ accountId: 'a1', row: 'charge c1', expected: '3 tokens', found: '4 tokens' }],
}

it('prints each check with what it examined and how long that took, and a verdict', () => {
  const { text, isClean } = tableOf([CLEAN])
  expect(text).toMatch(/ok\s+1\s+a grant conserves its tokens\s+12 grants\s+3 ms/)
  expect(text).toContain('Clean: all 1 checks hold')
  expect(isClean).toBe(true)
})

it('names the row under its check and says that the ledger is broken', () => {
  const { text, isClean } = tableOf([CLEAN, BROKEN])
  expect(text).toContain('account a1, charge c1: expected 3 tokens; found 4 tokens')
  expect(text).toContain('Broken: 1 of 2 checks')
  expect(isClean).toBe(false)
})

it('says so when there are more rows than it shows', () => {
  expect(tableOf([{ ...BROKEN, isCut: true }]).text).toMatch(/1 or more broken[\s\S]*and more:/)
})

import { expect, it } from 'vitest'
import { DAY } from '../instants'
import { mailboxOf, trialTokens } from './trial'

it.each([
  ['ada@example.com', 'ada@example.com'],
  ['Ada+second@Example.com', 'ada@example.com'],
  ['a.d.a@example.com', 'a.d.a@example.com'],
  ['a.d.a+x@gmail.com', 'ada@gmail.com'],
  ['ada@googlemail.com', 'ada@gmail.com'],
])('%s is the mailbox %s', (email, mailbox) => expect(mailboxOf(email)).toBe(mailbox))

it.each([
  [310_000n, 14, 31n, 140_000n],
  [310_001n, 7, 31n, 70_000n],
  [1000n, 90, 31n, 1000n],
  [1n, 1, 31n, 1n],
])('%s tokens a period for %i of %s days are %s', (tokens, trialDays, days, expected) => {
  expect(trialTokens({ allowance: tokens * 1000n, trialDays }, days * DAY)).toBe(expected * 1000n)
})

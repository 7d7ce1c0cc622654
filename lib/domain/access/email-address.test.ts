import { describe, expect, test } from 'vitest'
import { EmailInput, normaliseEmail } from './email-address'

describe('an e-mail address', () => {
  test.each([
    ['Ada@Example.com', 'ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['a.b+tag@sub.example.co.uk', 'a.b+tag@sub.example.co.uk'],
    ["o'neil@example.com", "o'neil@example.com"],
  ])('%j is kept as %j', (text, kept) => expect(normaliseEmail(text)).toBe(kept))

  test.each([
    ['"a@evil.example"@victim.example'],
    ['v@x.example,a@y.example'],
    ['v@x.example;a@y.example'],
    ['v@x.example a@y.example'],
    ['victim＠example.com'],
    ['victim@exаmple.com'],
    ['vıctim@example.com'],
    ['ﬁona@example.com'],
    ['a@example.com\r\nBcc: b@example.com'],
    ['a@example.com\u0000'],
    ['a@b@example.com'],
    ['@example.com'],
    ['a@'],
    ['a@localhost'],
    ['a@-example.com'],
    ['.a@example.com'],
    ['a..b@example.com'],
    ['a@127.0.0.1'],
    [`${'a'.repeat(65)}@example.com`],
    [''],
  ])('%j is refused', (text) => expect(normaliseEmail(text)).toBeNull())

  test('says what to enter when it is refused', () => {
    const parsed = EmailInput.safeParse('nobody')
    expect(parsed.error?.issues[0]?.message).toContain('name@example.com')
  })
})

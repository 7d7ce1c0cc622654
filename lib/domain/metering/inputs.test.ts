import { describe, expect, test } from 'vitest'
import { instantToIso } from '../instants'
import { UsageEventInput } from './inputs'

const ACCOUNT = '0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10'
const event = { id: 'e-1', action: 'chat', quantities: { input: 1240 }, occurredAt: '2026-11-24T09:30:00Z' }

function faultsOf(overrides: Record<string, unknown>) {
  const parsed = UsageEventInput.safeParse({ ...event, ...overrides })
  return (parsed.error?.issues ?? []).map((issue) => {
    const code = issue.code === 'custom' ? issue.params?.code : issue.code
    return [`/${issue.path.join('/')}`, code]
  })
}

describe('a usage event', () => {
  test('takes the least that is needed and fills in the rest', () => {
    expect(UsageEventInput.parse(event)).toEqual({
      id: 'e-1',
      source: 'api',
      action: 'chat',
      quantities: { input: 1_240_000n },
      occurredAt: 1_795_512_600_000_000n,
      mode: 'admit',
      status: 'succeeded',
      tags: {},
    })
  })

  test('keeps microseconds and reads any zone', () => {
    const { occurredAt } = UsageEventInput.parse({ ...event, occurredAt: '2026-11-24T10:30:00.123456+01:00' })
    expect(instantToIso(occurredAt)).toBe('2026-11-24T09:30:00.123456Z')
  })

  test.each<[unknown, bigint]>([
    [0, 0n],
    [-0, 0n],
    ['0', 0n],
    [1240, 1_240_000n],
    ['1240', 1_240_000n],
    [0.25, 250n],
    ['0.125', 125n],
    [0.1, 100n],
    ['1000000000000', 10n ** 15n],
    [1e12, 10n ** 15n],
    [999999999999.999, 10n ** 15n - 1n],
  ])('reads %j units exactly', (units, thousandths) => {
    expect(UsageEventInput.parse({ ...event, quantities: { input: units } }).quantities).toEqual({ input: thousandths })
  })

  test.each<[unknown, string]>([
    ['-5', 'not-a-plain-decimal'],
    [-5, 'not-a-plain-decimal'],
    ['1e3', 'not-a-plain-decimal'],
    ['NaN', 'not-a-plain-decimal'],
    ['Infinity', 'not-a-plain-decimal'],
    ['0x10', 'not-a-plain-decimal'],
    ['１２３', 'not-a-plain-decimal'],
    [' 5 ', 'not-a-plain-decimal'],
    ['', 'not-a-plain-decimal'],
    ['01', 'not-a-plain-decimal'],
    ['1,5', 'not-a-plain-decimal'],
    ['1.2345', 'not-a-plain-decimal'],
    [1.2345, 'not-a-plain-decimal'],
    [0.1 + 0.2, 'not-a-plain-decimal'],
    [1e-7, 'not-a-plain-decimal'],
    [9007199254740993, 'send-as-string'],
    ['9223372036854775808', 'too-large'],
    ['10000000000000001', 'too-large'],
    ['1000000000001', 'too-large'],
    [1e12 + 1, 'too-large'],
    [[5], 'invalid_union'],
    [{ $gt: 0 }, 'invalid_union'],
    [true, 'invalid_union'],
    [null, 'invalid_union'],
  ])('does not take %j for units', (units, code) => {
    expect(faultsOf({ quantities: { input: units } })).toEqual([['/quantities/input', code]])
  })

  test.each<[string, Record<string, unknown>, [string, string]]>([
    ['an id of 256 characters', { id: 'x'.repeat(256) }, ['/id', 'too_big']],
    ['an empty id', { id: '' }, ['/id', 'too_small']],
    ['a control character in the id', { id: 'a\u0007b' }, ['/id', 'invalid_format']],
    ['a line break in the id', { id: 'a\nb' }, ['/id', 'invalid_format']],
    ['a source of our own', { source: 'comptoir:grant' }, ['/source', 'reserved']],
    ['an account that is no UUID', { account: 'acme' }, ['/account', 'invalid_format']],
    ['an action with a space', { action: 'chat now' }, ['/action', 'invalid_format']],
    ['no occurredAt', { occurredAt: undefined }, ['/occurredAt', 'invalid_type']],
    ['30 February', { occurredAt: '2026-02-30T00:00:00Z' }, ['/occurredAt', 'not-an-instant']],
    ['a time without a zone', { occurredAt: '2026-11-24T09:30:00' }, ['/occurredAt', 'not-an-instant']],
    ['a year of six digits', { occurredAt: '+275760-09-14T00:00:00Z' }, ['/occurredAt', 'not-an-instant']],
    ['a unix time', { occurredAt: 1795512600 }, ['/occurredAt', 'invalid_type']],
    ['an unknown mode', { mode: 'force' }, ['/mode', 'invalid_value']],
    ['an unknown status', { status: 'maybe' }, ['/status', 'invalid_value']],
    ['an unknown field', { balance: '1000' }, ['/', 'unrecognized_keys']],
    ['no quantities', { quantities: {} }, ['/quantities', 'units-missing']],
    ['a list of quantities', { quantities: [1] }, ['/quantities', 'invalid_type']],
    ['a tag that is a number', { tags: { n: 1 } }, ['/tags/n', 'invalid_type']],
    ['a tag of 257 characters', { tags: { n: 'x'.repeat(257) } }, ['/tags/n', 'too_big']],
  ])('is not taken with %s', (_, overrides, fault) => {
    expect(faultsOf(overrides)).toEqual([fault])
  })

  test('has at most 20 quantity classes and 20 tags', () => {
    const many = (value: unknown) => Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`n${i}`, value]))
    expect(faultsOf({ quantities: many(1) })).toEqual([['/quantities', 'too-many']])
    expect(faultsOf({ tags: many('x') })).toEqual([['/tags', 'too-many']])
  })

  test('may have no quantities when it failed', () => {
    expect(faultsOf({ status: 'failed', quantities: {} })).toEqual([])
  })

  test('writes the account in small letters', () => {
    expect(UsageEventInput.parse({ ...event, account: ACCOUNT.toUpperCase() }).account).toBe(ACCOUNT)
  })
})

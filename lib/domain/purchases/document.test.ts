import { describe, expect, it } from 'vitest'
import { instant } from '@/lib/testing/house'
import { documentKind, documentNumber } from './document'

describe('a paid order has', () => {
  it.each([
    ['pack', null, 'receipt'],
    ['amount', null, 'receipt'],
    ['pack', 'FR40303265045', 'invoice'],
    ['top-up', null, 'invoice'],
    ['renewal', null, 'invoice'],
    ['usage', null, 'invoice'],
    ['usage', 'FR40303265045', 'invoice'],
  ] as const)('%s, VAT id %s: one %s', (kind, vatId, expected) => {
    expect(documentKind({ kind }, { vatId })).toBe(expected)
  })
})

it('numbers say kind, year and place, and go on past a million', () => {
  const at = instant('2026-12-31T23:59:59Z')
  expect(documentNumber('receipt', 1n, at)).toBe('R-2026-000001')
  expect(documentNumber('invoice', 1_234_567n, at)).toBe('I-2026-1234567')
  expect(documentNumber('credit-note', 12n, instant('2027-01-01T00:00:00Z'))).toBe('C-2027-000012')
})

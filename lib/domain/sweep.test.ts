import { expect, test } from 'vitest'
import { failureLine, placeFromText, placeToText } from './sweep'

test('a place is the same after it was written and read', () => {
  const place = { at: 1_772_442_000_000_001n, id: '00000000-0000-7000-8000-000000000001' }
  expect(placeFromText(placeToText(place))).toEqual(place)
})

test('what is no place is the beginning', () => {
  for (const text of [null, '', 'x', '2026-03-02T09:00:00Z', 'yesterday x']) expect(placeFromText(text)).toBeNull()
})

test('a failure is one line of a length that can be read', () => {
  expect(failureLine('account 1', new Error('no\n  good'))).toBe('account 1: no good')
  expect(failureLine('account 1', 'x'.repeat(1000))).toHaveLength(500)
})

import type { Route } from 'next'
import { expect, it } from 'vitest'
import { PaceText } from '@/lib/domain/forecast/inputs'
import { homeAddress, type ShownAs } from './home-address'

const path = '/a/x' as Route

it('leaves out what is usual', () => {
  expect(homeAddress({ path, shown: 'chart', pace: 1 })).toBe('/a/x')
})

it.each<[number, ShownAs]>([
  [0.25, 'chart'],
  [2, 'table'],
  [1, 'table'],
  [4, 'chart'],
])('keeps the state, so that whoever opens the address sees the same: pace %s as a %s', (pace, shown) => {
  const query = new URL(homeAddress({ path, shown, pace }), 'http://localhost').searchParams
  expect(PaceText.parse(query.get('pace') ?? '1')).toBe(pace)
  expect(query.get('view') ?? 'chart').toBe(shown)
})

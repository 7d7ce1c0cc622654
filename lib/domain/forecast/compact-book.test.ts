import { expect, test } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import { DAY, HOUR } from '../instants'
import { TOKEN } from '../tokens'
import { compactBook } from './compact-book'
import { makeForecast } from './make-forecast'

const NOW = 20_000n * DAY
const UNTIL = NOW + 92n * DAY

function bookOfMany(count: number) {
  return bookOf(
    Array.from({ length: count }, (_, i) =>
      grantOf(`01900000-0000-7000-8000-${`${i}`.padStart(12, '0')}`, TOKEN, {
        priority: i % 2 === 0 ? 10 : 30,
        expiresAt: i % 5 === 0 ? null : NOW + BigInt(i % 100) * DAY + HOUR,
      }),
    ),
  )
}

test('a book of few grants is walked as it is', () => {
  const book = bookOfMany(60)
  expect(compactBook(book, NOW, UNTIL)).toBe(book)
})

test('of thousands of grants those that are alike stand as one; no token is lost, and none expires later than it does', () => {
  const book = bookOfMany(5000)
  const compact = compactBook(book, NOW, UNTIL)
  expect(compact.grants.size).toBeLessThan(60)
  const sum = [...compact.grants.values()].reduce((total, { available }) => total + available, 0n)
  expect(sum).toBe(book.available)
  const soonest = Math.min(...[...compact.grants.values()].map(({ expiresAt }) => Number((expiresAt ?? UNTIL) / DAY)))
  expect(soonest).toBe(20_001)
})

test('grants on their way, held ones and those that roll over stay apart', () => {
  const apart = [
    grantOf('pending', TOKEN, { pending: TOKEN, available: 0n, effectiveAt: NOW + DAY }),
    grantOf('held', TOKEN, { held: TOKEN, available: 0n }),
    grantOf('rolls', TOKEN, {
      rollover: { times: 'once', max: null },
      expiresAt: NOW + DAY,
      allowanceId: 'a',
      periodN: 1,
    }),
  ]
  const compact = compactBook(bookOf([...bookOfMany(100).grants.values(), ...apart]), NOW, UNTIL)
  for (const grant of apart) expect(compact.grants.get(grant.id)).toEqual(grant)
})

test('a forecast of 5,000 grants says the same as of their sum', () => {
  const demand = {
    edges: Array.from({ length: 93 }, (_, i) => NOW + BigInt(i) * DAY),
    paths: Array.from({ length: 50 }, (_, k) => new Float64Array(92).fill(90 + k * 0.4)),
  }
  const about = { demand, usageClass: 'regular', historyDays: 90, isEarly: false, pace: 1 } as const
  const many = bookOf(
    [...bookOfMany(5000).grants.values()].map((grant) => ({ ...grant, expiresAt: null, priority: 10 })),
  )
  const one = bookOf([grantOf('01900000-0000-7000-8000-000000000001', 5000n * TOKEN)])
  expect(makeForecast({ ...about, book: many }).depletion).toEqual(makeForecast({ ...about, book: one }).depletion)
})

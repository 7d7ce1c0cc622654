import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerLine } from './answer'

const AS_OF = '2026-03-02T10:00:00Z'
const base = {
  id: 'a',
  asOf: AS_OF,
  stepSeconds: 86400,
  usage: new Array<number>(30).fill(100),
  balance: 1000,
  grants: [],
  events: [],
  horizonDays: 60,
  cumulativeAtDays: [1, 7],
}

interface Answer {
  id: unknown
  error?: string
  depletion: { p10: string | null; p50: string | null; p90: string | null }
  cumulative: { days: number; p10: number; p50: number; p90: number }[]
}

const answer = (overrides: object): Answer => JSON.parse(answerLine(JSON.stringify({ ...base, ...overrides })))
const daysUntil = (date: string | null) =>
  date === null ? Number.POSITIVE_INFINITY : (Date.parse(date) - Date.parse(AS_OF)) / 86_400_000
const inDays = (days: number) => new Date(Date.parse(AS_OF) + days * 86_400_000).toISOString()
const middleOf = (overrides: object) => daysUntil(answer(overrides).depletion.p50)

describe('an answer', () => {
  it('has the id of its request, dates within the horizon or null, and what is used by then', () => {
    const { id, depletion, cumulative } = answer({})
    expect(id).toBe('a')
    expect(daysUntil(depletion.p50)).toBeCloseTo(10, 0)
    expect(cumulative.map(({ days, p50 }) => [days, Math.round(p50 / 100)])).toEqual([
      [1, 1],
      [7, 7],
    ])
    expect(answer({ balance: 100_000 }).depletion).toEqual({ p10: null, p50: null, p90: null })
    expect(middleOf({ horizonDays: 5 })).toBe(Number.POSITIVE_INFINITY)
  })

  it('lets a grant lapse at its expiry, and burns the one that expires first', () => {
    const grants = [
      { remaining: 500, expiresAt: null },
      { remaining: 500, expiresAt: inDays(2) },
    ]
    expect(middleOf({ grants })).toBeCloseTo(7, 0)
  })

  it('knows grants on their way, and that a reset takes what is left of the allowance', () => {
    const grant = { at: inDays(3), type: 'grant', amount: 500, expiresAt: null }
    expect(middleOf({ events: [grant] })).toBeCloseTo(15, 0)
    const reset = { at: inDays(3), type: 'reset', amount: 500, expiresAt: null }
    const grants = [{ remaining: 1000, expiresAt: null, allowance: true }]
    expect(middleOf({ grants, events: [reset] })).toBeCloseTo(8, 0)
    expect(middleOf({ grants, events: [reset, { ...reset, at: inDays(6) }] })).toBeCloseTo(11, 0)
  })

  it('is given whatever the history is', () => {
    for (const usage of [[], [5], [null, 0], new Array<number>(3000).fill(1e15), new Array<number>(20).fill(0)])
      expect(answer({ stepSeconds: 3600, usage })).toMatchObject({ id: 'a', depletion: {} })
  })

  it('says what is wrong with a line that is no request', () => {
    for (const line of ['', '{', '[]', '"a"', '{"id":"b"}', JSON.stringify({ ...base, id: 'b', asOf: 'soon' })])
      expect(JSON.parse(answerLine(line))).toMatchObject({ error: expect.any(String) })
    expect(JSON.parse(answerLine('{"id":"b"}')).id).toBe('b')
  })

  it('is the same again, with the early end first; more balance and an added grant never end earlier', () => {
    const History = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 40 })
    const Days = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(History, fc.integer({ min: 1, max: 5000 }), Days, (usage, more, days) => {
        const ends = (overrides: object) => Object.values(answer({ usage, ...overrides }).depletion).map(daysUntil)
        const poor = ends({})
        expect(ends({ id: 'again' })).toEqual(poor)
        expect([...poor].sort((a, b) => a - b)).toEqual(poor)
        const event = { at: inDays(days), type: 'grant', amount: more, expiresAt: inDays(days + 9) }
        for (const rich of [ends({ balance: 1000 + more }), ends({ events: [event] })])
          expect(rich.every((end, i) => end >= (poor[i] ?? 0))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })
})

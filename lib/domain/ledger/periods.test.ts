import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantToIso, parseInstant } from '../instants'
import { anchorOf, derivedGrantId, type PeriodRule, periodGrantId, periodOf, periodStart } from './periods'

const ZONES = ['Europe/Paris', 'America/Toronto', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'] as const

const monthly = (anchor: string): PeriodRule => ({ anchor, unit: 'month' })
const yearly = (anchor: string): PeriodRule => ({ anchor, unit: 'year' })

function starts(rule: PeriodRule, zone: string, ns: readonly number[]): string[] {
  return ns.map((n) => anchorOf(periodStart(rule, zone, n), zone))
}

describe('a boundary is counted from the anchor', () => {
  it.each([
    ['2026-01-28T00:00', ['2026-02-28T00:00:00', '2026-03-28T00:00:00', '2026-04-28T00:00:00']],
    ['2026-01-29T00:00', ['2026-02-28T00:00:00', '2026-03-29T00:00:00', '2026-04-29T00:00:00']],
    ['2026-01-30T00:00', ['2026-02-28T00:00:00', '2026-03-30T00:00:00', '2026-04-30T00:00:00']],
    ['2026-01-31T00:00', ['2026-02-28T00:00:00', '2026-03-31T00:00:00', '2026-04-30T00:00:00']],
    ['2028-01-30T00:00', ['2028-02-29T00:00:00', '2028-03-30T00:00:00', '2028-04-30T00:00:00']],
    ['2028-01-31T23:59:59', ['2028-02-29T23:59:59', '2028-03-31T23:59:59', '2028-04-30T23:59:59']],
  ])('in months from %s, in every zone', (anchor, expected) => {
    for (const zone of ZONES) expect(starts(monthly(anchor), zone, [1, 2, 3])).toEqual(expected)
  })

  it('in years from 29 February: the 28th, and the 29th again in a leap year', () => {
    for (const zone of ZONES) {
      expect(starts(yearly('2024-02-29T00:00:00'), zone, [-4, 0, 1, 2, 3, 4, 76])).toEqual([
        '2020-02-29T00:00:00',
        '2024-02-29T00:00:00',
        '2025-02-28T00:00:00',
        '2026-02-28T00:00:00',
        '2027-02-28T00:00:00',
        '2028-02-29T00:00:00',
        '2100-02-28T00:00:00',
      ])
    }
  })
})

describe('a change of clocks', () => {
  it.each([
    ['Paris leaves out 02:30', 'Europe/Paris', '2025-12-29T02:30:00', 3, '2026-03-29T01:30:00Z'],
    ['Paris has 02:30 twice', 'Europe/Paris', '2026-09-25T02:30:00', 1, '2026-10-25T00:30:00Z'],
    ['Toronto leaves out 02:30', 'America/Toronto', '2026-02-08T02:30:00', 1, '2026-03-08T07:30:00Z'],
    ['Toronto has 01:30 twice', 'America/Toronto', '2026-10-01T01:30:00', 1, '2026-11-01T05:30:00Z'],
    ['Kolkata never changes', 'Asia/Kolkata', '2026-02-08T02:30:00', 1, '2026-03-07T21:00:00Z'],
    ['Lord Howe leaves out half an hour', 'Australia/Lord_Howe', '2026-09-04T02:15:00', 1, '2026-10-03T15:45:00Z'],
    ['Lord Howe has half an hour twice', 'Australia/Lord_Howe', '2026-03-05T01:45:00', 1, '2026-04-04T14:45:00Z'],
    ['Apia had no 30 December 2011', 'Pacific/Apia', '2011-11-30T00:00:00', 1, '2011-12-30T10:00:00Z'],
  ])('%s', (_, zone, anchor, n, start) => {
    expect(instantToIso(periodStart(monthly(anchor), zone, n))).toBe(start)
  })

  it('moves no boundary but its own', () => {
    const rule = monthly('2026-01-29T02:30:00')
    expect(starts(rule, 'Europe/Paris', [2, 3, 4])).toEqual([
      '2026-03-29T03:30:00',
      '2026-04-29T02:30:00',
      '2026-05-29T02:30:00',
    ])
  })
})

describe('the number of a period', () => {
  const rule = monthly('2026-01-31T00:00:00')

  it.each([
    ['2026-01-30T22:59:59.999999Z', -1],
    ['2026-01-30T23:00:00Z', 0],
    ['2026-02-27T22:59:59.999999Z', 0],
    ['2026-02-27T23:00:00Z', 1],
    ['2026-03-30T21:59:59.999999Z', 1],
    ['2026-03-30T22:00:00Z', 2],
    ['2025-12-30T23:00:00Z', -1],
    ['2025-12-30T22:59:59Z', -2],
  ])('in Paris at %s is %i', (at, n) => {
    expect(periodOf(rule, 'Europe/Paris', parseInstant(at) ?? 0n)).toBe(n)
  })

  const anyZone = fc.constantFrom(...ZONES)
  const anyInstant = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000n })
  const anyUnit = fc.constantFrom('month', 'year')
  const anyNumber = fc.integer({ min: -400, max: 400 })

  it('is that of its start, and starts strictly follow one another', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, anyUnit, anyNumber, (zone, at, unit, n) => {
        const any = { anchor: anchorOf(at, zone), unit }
        const [start, next] = [periodStart(any, zone, n), periodStart(any, zone, n + 1)]
        return start < next && periodOf(any, zone, start) === n && periodOf(any, zone, next - 1n) === n
      }),
      { numRuns: 500 },
    )
  })

  it('is found for any instant, in the period that holds it', () => {
    fc.assert(
      fc.property(anyZone, anyInstant, anyInstant, anyUnit, (zone, anchoredAt, at, unit) => {
        const any = { anchor: anchorOf(anchoredAt, zone), unit }
        const n = periodOf(any, zone, at)
        return periodStart(any, zone, n) <= at && at < periodStart(any, zone, n + 1)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an anchor', () => {
  it.each([
    ['2026-01-30T23:00:00Z', 'Europe/Paris', '2026-01-31T00:00:00'],
    ['2026-01-30T23:00:00Z', 'America/Toronto', '2026-01-30T18:00:00'],
    ['2026-07-01T10:20:30.000001Z', 'Asia/Kolkata', '2026-07-01T15:50:30.000001'],
  ])('of %s in %s is %s', (at, zone, anchor) => {
    expect(anchorOf(parseInstant(at) ?? 0n, zone)).toBe(anchor)
  })
})

describe('ids that follow from others', () => {
  const allowance = '01930000-0000-7abc-9def-0123456789ab'
  const uuid7 = /^01930000-0000-7[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/

  it('are UUIDs of the same time, version and variant, and always the same', () => {
    expect(periodGrantId(allowance, 7)).toMatch(uuid7)
    expect(derivedGrantId(allowance, 9_007_199_254_740_993n)).toMatch(uuid7)
    expect(periodGrantId(allowance, 7)).toBe(periodGrantId(allowance, 7))
  })

  it('are not those of their origin, of another period, or of what rolled over any number of times', () => {
    const ids = new Set([allowance])
    let made = 1
    for (let n = 0; n < 60; n += 1) {
      let grantId = periodGrantId(allowance, n)
      ids.add(grantId)
      for (let seq = 1n; seq <= 200n; seq += 1n) {
        grantId = derivedGrantId(grantId, seq)
        ids.add(grantId)
      }
      made += 201
    }
    expect(ids.size).toBe(made)
  })

  it('never equal their origin, whatever that is', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: 0 }), (id, n) => {
        const made = [periodGrantId(id, n), derivedGrantId(id, BigInt(n))]
        return !made.includes(id) && made[0] !== made[1] && made.every((one) => one.length === id.length)
      }),
    )
  })
})

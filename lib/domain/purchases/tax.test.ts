import { describe, expect, it } from 'vitest'
import { COUNTRIES } from './countries'
import { addTax, isInUnion, parseVatId, taxFor } from './tax'

describe('the tax of a purchase', () => {
  it.each([
    ['a person at home', 'FR', null, { rule: 'rate', rateBasis: 2000 }],
    ['a business at home', 'FR', 'FR40303265045', { rule: 'rate', rateBasis: 2000 }],
    ['a person elsewhere in the Union', 'DE', null, { rule: 'rate', rateBasis: 1900 }],
    ['a business elsewhere in the Union', 'DE', 'DE136695976', { rule: 'reverse-charge', rateBasis: 0 }],
    ['half a percent', 'FI', null, { rule: 'rate', rateBasis: 2550 }],
    ['the United Kingdom', 'GB', null, { rule: 'rate', rateBasis: 2000 }],
    ['a business of the United Kingdom', 'GB', 'GB123456789', { rule: 'rate', rateBasis: 2000 }],
    ['Switzerland', 'CH', null, { rule: 'rate', rateBasis: 810 }],
    ['Norway', 'NO', null, { rule: 'rate', rateBasis: 2500 }],
    ['Canada', 'CA', null, { rule: 'outside', rateBasis: 0 }],
    ['the United States', 'US', null, { rule: 'outside', rateBasis: 0 }],
  ])('of %s', (_, country, vatId, tax) => {
    expect(taxFor({ country, vatId }, 'FR')).toEqual({ ...tax, country })
  })

  it('is the same rule from a seller elsewhere', () => {
    expect(taxFor({ country: 'FR', vatId: 'FR40303265045' }, 'DE')).toMatchObject({ rule: 'reverse-charge' })
    expect(taxFor({ country: 'DE', vatId: 'DE136695976' }, 'DE')).toMatchObject({ rule: 'rate', rateBasis: 1900 })
  })

  it('rounds once for the order, a half up', () => {
    const french = taxFor({ country: 'FR', vatId: null }, 'FR')
    expect(addTax(1450n, french)).toEqual({ netCents: 1450n, taxCents: 290n, totalCents: 1740n })
    const swiss = taxFor({ country: 'CH', vatId: null }, 'FR')
    expect(addTax(1450n, swiss).taxCents).toBe(117n)
    const finnish = taxFor({ country: 'FI', vatId: null }, 'FR')
    expect(addTax(10n, finnish).taxCents).toBe(3n)
    expect(addTax(2n, finnish).taxCents).toBe(1n)
    expect(addTax(1n, finnish).taxCents).toBe(0n)
    expect(addTax(10n ** 15n + 1n, french).totalCents).toBe(1_200_000_000_000_001n)
  })

  it('has 27 countries of the Union, all of them countries', () => {
    expect(COUNTRIES.filter(isInUnion)).toHaveLength(27)
    expect(new Set(COUNTRIES).size).toBe(249)
  })
})

describe('a VAT id', () => {
  it('is written in full, however it was typed', () => {
    expect(parseVatId('fr 40 303 265 045', 'FR')).toBe('FR40303265045')
    expect(parseVatId('EL123456789', 'GR')).toBe('EL123456789')
    expect(parseVatId('ATU12345678', 'AT')).toBe('ATU12345678')
    expect(parseVatId('NL123456789B01', 'NL')).toBe('NL123456789B01')
  })

  it("is refused with another country's letters, none, a wrong length, or where there are no such ids", () => {
    expect(parseVatId('DE136695976', 'FR')).toBeNull()
    expect(parseVatId('FR4030326504', 'FR')).toBeNull()
    expect(parseVatId('40303265045', 'FR')).toBeNull()
    expect(parseVatId('GB123456789', 'GB')).toBeNull()
    expect(parseVatId('', 'FR')).toBeNull()
    expect(parseVatId('toString', 'constructor')).toBeNull()
  })
})

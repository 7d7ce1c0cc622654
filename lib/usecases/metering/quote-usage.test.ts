import { describe, expect, it } from 'vitest'
import { keyCaller, totalsOf } from '@/lib/testing/holds'
import { SYSTEM, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { definePack } from '../oversight/define-pack'
import { quoteUsage } from './quote-usage'

const clock = new TestClock()
const house = testHouse(clock)
const asked = (calls: number) => ({ action: 'unit', quantities: { call: calls } })

describe('a quote', () => {
  it('says what work costs and that it would be admitted, and changes nothing', async () => {
    const accountId = await testAccount(house, '100')
    const { quote } = await quoteUsage(keyCaller(accountId, ['balance:read']), asked(40), house)
    expect(quote).toMatchObject({
      tokens: 40_000n,
      available: 100_000n,
      refusals: [],
      rateCardVersion: 1,
      basis: 'quantities',
    })
    expect(quote.pricing?.rounded).toBe(40_000n)
    expect(await totalsOf(house, accountId)).toEqual([100, 0, 0])
    expect(await house.db.refusalHour.count({ where: { accountId } })).toBe(0)
  })

  it('says why not, and the cheapest pack that would do with its address', async () => {
    const pack = { nameEn: 'Pack', nameFr: 'Pack', currency: 'EUR', expiresAfterDays: 30 }
    for (const [key, tokens, priceCents] of [
      ['few', '50', 500n],
      ['some', '200', 1900n],
      ['many', '1000', 9000n],
    ] as const)
      await definePack(SYSTEM, { ...pack, key, tokens, priceCents }, house)
    const accountId = await testAccount(house, '100')
    const { quote } = await quoteUsage(keyCaller(accountId), asked(180), house)
    expect(quote.refusals).toMatchObject([
      {
        kind: 'insufficient-tokens',
        facts: {
          shortfall: '80',
          pack: { key: 'some', priceCents: '1900', url: expect.stringContaining(`/a/${accountId}/buy?pack=some`) },
        },
      },
    ])
    const { quote: huge } = await quoteUsage(keyCaller(accountId), asked(5000), house)
    expect(huge.refusals[0]?.facts.pack).toBeNull()
  })

  it('refuses a key without a scope for it, unknown actions and other accounts', async () => {
    const accountId = await testAccount(house)
    const key = keyCaller(accountId)
    expect((await refusalOf(quoteUsage(keyCaller(accountId, ['charges:read']), asked(1), house))).kind).toBe(
      'forbidden',
    )
    expect((await refusalOf(quoteUsage(key, { action: 'nothing', tokens: '1' }, house))).kind).toBe('unknown-action')
    expect((await refusalOf(quoteUsage(key, { action: 'unit' }, house))).kind).toBe('estimate-missing')
    const other = await testAccount(house)
    expect((await refusalOf(quoteUsage(key, { ...asked(1), account: other }, house))).kind).toBe('not-found')
  })
})

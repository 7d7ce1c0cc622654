import { expect, it } from 'vitest'
import { Refusal } from '@/lib/domain/refusals'
import { withWaysPast } from './ways-past'

const BOOK = { accountId: 'a1', currency: 'EUR' }

function refusal(kind: Refusal['kind'], facts: Record<string, unknown>): Refusal {
  return new Refusal(kind, { detail: 'No.', facts })
}

it('a full limit of a plan names where the plan is changed; one of the customer’s own does not', () => {
  const full = withWaysPast(refusal('window-full', { waysPast: ['wait', 'upgrade', 'ask'] }), [], BOOK)
  expect(full.facts.plansUrl).toMatch(/^http.*\/a\/a1\/plan$/)
  const own = refusal('window-full', { waysPast: ['wait', 'raise-your-cap'] })
  expect(withWaysPast(own, [], BOOK)).toBe(own)
})

it('lack of tokens names the cheapest pack that is enough, in the currency of the account, and where it is bought', () => {
  const words = { nameEn: 'Pack', nameFr: 'Pack', expiresAfterDays: 30 }
  const pack = (key: string, tokens: bigint, priceCents: bigint, currency = 'EUR') =>
    ({ ...words, key, tokens, priceCents, currency }) as const
  const packs = [
    pack('little', 1000n, 1n),
    pack('enough', 9000n, 90n),
    pack('dear', 9000n, 91n),
    pack('usd', 9000n, 1n, 'USD'),
  ]
  const lack = refusal('insufficient-tokens', { shortfall: '5' })
  expect(withWaysPast(lack, packs, BOOK).facts.pack).toMatchObject({
    key: 'enough',
    url: expect.stringMatching(/\/a\/a1\/buy\?pack=enough$/),
  })
  expect(withWaysPast(lack, [], BOOK).facts.pack).toBeNull()
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ORDER, refundIn } from '@/lib/testing/refunds'
import { refundOf } from './refund'
import type { OrderRefund } from './refund-model'

type Deed = { kind: 'use' | 'hold' | 'release' | 'settle'; share: number } | { kind: 'ask' | 'pay' | 'fail' }

const DEEDS: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constantFrom('use', 'hold', 'release', 'settle'), share: fc.integer({ min: 0, max: 1000 }) }),
  fc.record({ kind: fc.constantFrom('ask', 'pay', 'fail') }),
)

/** A grant and its refunds as a small model: what the ledger does, without the ledger. */
function run(netCents: bigint, taxCents: bigint, amount: bigint, deeds: readonly Deed[]) {
  const order = { ...ORDER, tokens: amount, netCents, taxCents, totalCents: netCents + taxCents }
  const grant = { amount, available: amount, held: 0n, spent: 0n, refunded: 0n }
  const refunds: OrderRefund[] = []
  const paidBack = { net: 0n, tax: 0n, tokens: 0n }
  let setAside = 0n
  const move = (from: 'available' | 'held', to: 'available' | 'held' | 'spent', share: number) => {
    const moved = (grant[from] * BigInt(share)) / 1000n
    grant[from] -= moved
    grant[to] += moved
  }
  const end = (state: 'done' | 'failed') => {
    const pending = refunds.find((one) => one.state === 'pending')
    if (!pending) return
    refunds[refunds.indexOf(pending)] = { ...pending, state }
    grant[state === 'done' ? 'refunded' : 'available'] += setAside
    setAside = 0n
    if (state === 'failed') return
    paidBack.net += pending.netCents
    paidBack.tax += pending.taxCents
    paidBack.tokens += pending.tokens
  }
  const deed = {
    use: (share: number) => move('available', 'spent', share),
    hold: (share: number) => move('available', 'held', share),
    release: (share: number) => move('held', 'available', share),
    settle: (share: number) => move('held', 'spent', share),
    pay: () => end('done'),
    fail: () => end('failed'),
    ask: () => {
      const { obstacle, tokens, ...money } = refundOf(order, grant, { refunds, disputes: [] }, order.createdAt)
      if (obstacle !== null) return
      grant.available -= tokens
      setAside = tokens
      const { netCents: net, taxCents: tax, totalCents: total } = money
      refunds.push({ ...refundIn('pending'), tokens, netCents: net, taxCents: tax, totalCents: total })
    },
  }
  for (const one of deeds) deed[one.kind]('share' in one ? one.share : 0)
  return { order, grant, refunds, paidBack, setAside }
}

it('however refunds, charges and holds follow one another, no more goes back than was paid, and no token that was used', () => {
  const cents = fc.bigInt({ min: 0n, max: 10n ** 8n })
  const amount = fc.bigInt({ min: 1n, max: 10n ** 12n })
  fc.assert(
    fc.property(cents, cents, amount, fc.array(DEEDS, { maxLength: 30 }), (net, tax, tokens, deeds) => {
      const { order, grant, refunds, paidBack, setAside } = run(net, tax, tokens, deeds)
      expect(paidBack.net <= order.netCents && paidBack.tax <= order.taxCents).toBe(true)
      expect(paidBack.tokens).toBe(grant.refunded)
      expect(paidBack.tokens <= grant.amount - grant.spent).toBe(true)
      expect(grant.available + grant.held + grant.spent + grant.refunded + setAside).toBe(grant.amount)
      expect(refunds.filter(({ state }) => state !== 'failed').length).toBeLessThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})

it('parts that are refunded one after another never come to more than the whole', () => {
  const parts = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(parts, fc.bigInt({ min: 1n, max: 10n ** 6n }), (tokens, netCents) => {
      const amount = tokens.reduce((sum, part) => sum + part, 0n)
      const order = { ...ORDER, tokens: amount, netCents, taxCents: 0n, totalCents: netCents }
      let [refunded, paid] = [0n, 0n]
      for (const available of tokens) {
        const grant = { amount, available, held: 0n, spent: amount - refunded - available, refunded }
        paid += refundOf(order, grant, { refunds: [], disputes: [] }, order.createdAt).netCents
        refunded += available
      }
      expect(paid).toBe(netCents)
    }),
  )
})

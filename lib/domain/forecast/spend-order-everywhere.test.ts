import fc from 'fast-check'
import { test } from 'vitest'
import { bookOf, grantOf } from '@/lib/testing/books'
import { DAY, type Instant } from '../instants'
import { availableFor, planDrawdown } from '../ledger/plan-drawdown'
import { settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { TOKEN, tokensToPlot } from '../tokens'
import { homeNumbers } from './home-numbers'
import { Draws, lanesOf } from './walk-draw'

const NOW = 20_000n * DAY
const RUNS = 10_000

/** Grants that differ in everything the spend order looks at, and coincide often enough that each of its keys decides. */
const Draft = fc.record({
  tokens: fc.integer({ min: 1, max: 50 }),
  priority: fc.constantFrom(10, 20, 30),
  expiresInDays: fc.option(fc.integer({ min: 1, max: 6 })),
  effectiveInDays: fc.integer({ min: -2, max: 4 }),
  costCents: fc.constantFrom(0n, 100n),
  createdSeq: fc.integer({ min: 1, max: 3 }).map(BigInt),
})
/** What is used, day by day. */
const History = fc.record({
  drafts: fc.array(Draft, { minLength: 1, maxLength: 6 }),
  uses: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 6, maxLength: 6 }),
})

function bookOfDrafts(drafts: readonly (typeof Draft extends fc.Arbitrary<infer D> ? D : never)[]) {
  return bookOf(
    drafts.map(({ tokens, priority, expiresInDays, effectiveInDays, costCents, createdSeq }, i) => {
      const amount = BigInt(tokens) * TOKEN
      const effectiveAt = NOW + BigInt(effectiveInDays) * DAY
      const expiresAt = expiresInDays === null ? null : effectiveAt + BigInt(expiresInDays + 2) * DAY
      const buckets = effectiveAt > NOW ? { pending: amount, available: 0n } : {}
      return grantOf(`01900000-0000-7000-8000-00000000000${i}`, amount, {
        priority,
        effectiveAt,
        expiresAt,
        costCents,
        createdSeq,
        ...buckets,
      })
    }),
  )
}

/** The grants that the transactions took from, each as often as the order came back to it. */
function taken(open: OpenBook, from: number): string[] {
  return open.transactions
    .slice(from)
    .flatMap(({ entries }) =>
      entries.flatMap(({ grantId, to }) => (to === 'spent' && grantId !== null ? [grantId] : [])),
    )
}

function balances(open: OpenBook): string {
  return [...open.book.grants.values()].map(({ available }) => available).join()
}

test(`in ${RUNS} random histories screen, simulation and ledger spend the same grants in the same order`, () => {
  fc.assert(
    fc.property(History, ({ drafts, uses }) => {
      const book = bookOfDrafts(drafts)
      const [ledger, simulated] = [new OpenBook(book), new OpenBook(book)]
      const draws = new Draws(simulated, lanesOf(book))
      for (const [day, use] of uses.entries()) {
        const at: Instant = NOW + BigInt(day) * DAY
        for (const open of [ledger, simulated]) settle(open, at)
        const before = [ledger.transactions.length, simulated.transactions.length] as const
        // The screen lists what there is, first spent first.
        const onScreen = homeNumbers(ledger.book).grants.map(({ id }) => id)

        const asked = BigInt(use) * TOKEN
        const { entries } = planDrawdown(ledger.book.grants.values(), asked, 'chat', at)
        if (entries.length > 0) ledger.post({ kind: 'charge', entries, actor: 'test', reason: 'Use.' }, at)
        const left = availableFor(simulated.book.grants.values(), null, at)
        draws.draw(draws.serving(at), tokensToPlot(asked < left ? asked : left), at)

        const spent = taken(ledger, before[0]).join()
        if (taken(simulated, before[1]).join() !== spent || !`${onScreen.join()},`.startsWith(spent)) return false
        if (balances(simulated) !== balances(ledger)) return false
      }
      return true
    }),
    { numRuns: RUNS },
  )
}, 120_000)

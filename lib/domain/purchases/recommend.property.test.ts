import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pack, Plan } from '../catalogue/plans'
import { listMixes, type Mix, type Offer, recommend } from './recommend'

function pack(tokens: number, priceCents: number, months: number): Pack {
  const names = { key: `p${tokens}`, nameEn: 'Pack', nameFr: 'Pack' }
  return {
    ...names,
    tokens: BigInt(tokens),
    priceCents: BigInt(priceCents),
    currency: 'EUR',
    expiresAfterDays: months * 30,
  }
}

function plan(allowance: number, priceCents: number, rules: Partial<Plan> = {}): Plan {
  const names = { key: `plan${allowance}`, nameEn: 'Plan', nameFr: 'Abonnement' }
  const always = { currency: 'EUR', periodUnit: 'month', trialDays: 0, captureAbove: 'refuse', quotas: [] } as const
  const rollover = { rollover: 'once', rolloverMax: BigInt(allowance) / 2n } as const
  return { ...names, ...always, ...rollover, allowance: BigInt(allowance), priceCents: BigInt(priceCents), ...rules }
}

const anyPack = fc
  .record({
    tokens: fc.integer({ min: 3, max: 9 }),
    price: fc.integer({ min: 1, max: 40 }),
    months: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ tokens, price, months }) => pack(tokens, price, months))

const anyPlan = fc
  .record({
    allowance: fc.integer({ min: 1, max: 11 }),
    price: fc.integer({ min: 0, max: 60 }),
    rollover: fc.constantFrom('none', 'once', 'unlimited'),
    max: fc.option(fc.bigInt({ min: 1n, max: 10n })),
    unit: fc.constantFrom('month', 'year'),
  })
  .map(({ allowance, price, rollover, max, unit }) =>
    plan(allowance, price, { rollover, rolloverMax: rollover === 'none' ? null : max, periodUnit: unit }),
  )

const anyUsage = fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 1, maxLength: 3 })

/** Tokens that came together, spent in the order in which they stand. */
interface Heap {
  amount: bigint
  lastMonth: number
  /** Whether what is unused at the end of the plan's period may go on. */
  isRolling: boolean
}

interface Shelf {
  ofPlan: readonly Heap[]
  ofPacks: readonly Heap[]
}

/** The least money with which a person who tries everything gets through all months; null when nothing does. */
function bruteForce({ plans, packs }: Offer, usage: readonly bigint[]): bigint | null {
  const nothing = { ofPlan: [], ofPacks: [] }
  return cheapest([null, ...plans].map((chosen) => tryMonths({ chosen, packs, usage, known: new Map() }, 0, nothing)))
}

interface Trial {
  chosen: Plan | null
  packs: readonly Pack[]
  usage: readonly bigint[]
  /** What is on a shelf decides alone what the rest costs. */
  known: Map<string, bigint | null>
}

function tryMonths(trial: Trial, month: number, shelf: Shelf): bigint | null {
  const { chosen, packs, usage, known } = trial
  if (month === usage.length) return 0n
  const key = [month, ...[...shelf.ofPlan, { amount: -1n }, ...shelf.ofPacks].map((heap) => Object.values(heap))].join()
  const before = known.get(key)
  if (before !== undefined) return before
  const begins = chosen && month % (chosen.periodUnit === 'year' ? 12 : 1) === 0
  const ofPlan = begins ? newPeriod(chosen, shelf.ofPlan) : shelf.ofPlan
  const fee = begins ? chosen.priceCents : 0n
  const least = cheapest(
    everyBasket(packs, usage, month).map(({ bought, cents }) => {
      const after = afterMonth({ ofPlan, ofPacks: [...shelf.ofPacks, ...bought] }, usage[month] ?? 0n, month)
      const rest = after && tryMonths(trial, month + 1, after)
      return rest === null ? null : fee + cents + rest
    }),
  )
  known.set(key, least)
  return least
}

function newPeriod(chosen: Plan, unused: readonly Heap[]): Heap[] {
  const lastMonth = Number.POSITIVE_INFINITY
  const rolled = unused
    .filter(({ isRolling }) => isRolling)
    .map(({ amount }) => ({
      amount: chosen.rolloverMax !== null && amount > chosen.rolloverMax ? chosen.rolloverMax : amount,
      lastMonth,
      isRolling: chosen.rollover === 'unlimited',
    }))
  return [...rolled, { amount: chosen.allowance, lastMonth, isRolling: chosen.rollover !== 'none' }]
}

/** Plan before packs, packs that lapse sooner first. Null when there is too little. */
function afterMonth({ ofPlan, ofPacks }: Shelf, used: bigint, month: number): Shelf | null {
  let due = used
  const spend = (heap: Heap) => {
    const spent = heap.amount < due ? heap.amount : due
    due -= spent
    return { ...heap, amount: heap.amount - spent }
  }
  const shelf = {
    ofPlan: ofPlan.map(spend),
    ofPacks: [...ofPacks].sort((a, b) => a.lastMonth - b.lastMonth).map(spend),
  }
  return due > 0n
    ? null
    : { ...shelf, ofPacks: shelf.ofPacks.filter(({ amount, lastMonth }) => amount > 0n && lastMonth > month) }
}

/** Every number of every pack, up to all that its months use. */
function everyBasket(packs: readonly Pack[], usage: readonly bigint[], month: number) {
  return packs.reduce<{ bought: Heap[]; cents: bigint }[]>(
    (baskets, one) => {
      const months = Math.floor(one.expiresAfterDays / 30)
      const useful = usage.slice(month, month + months).reduce((sum, tokens) => sum + tokens, 0n)
      const counts = Array.from({ length: Number((useful + one.tokens - 1n) / one.tokens) + 1 }, (_, i) => BigInt(i))
      return baskets.flatMap(({ bought, cents }) =>
        counts.map((count) => ({
          bought: [...bought, { amount: one.tokens * count, lastMonth: month + months - 1, isRolling: false }],
          cents: cents + one.priceCents * count,
        })),
      )
    },
    [{ bought: [], cents: 0n }],
  )
}

function cheapest(all: readonly (bigint | null)[]): bigint | null {
  return all.reduce((best, cents) => (cents !== null && (best === null || cents < best) ? cents : best), null)
}

/** Whether what the mix buys really brings the usage, at the price that it names. */
function isTrue({ plan: chosen, purchases, cents }: Mix, usage: readonly bigint[]): boolean {
  let shelf: Shelf | null = { ofPlan: [], ofPacks: [] }
  let paid = 0n
  for (const [month, used] of usage.entries()) {
    if (!shelf) return false
    const bought = purchases.filter((purchase) => purchase.month === month)
    const begins = chosen && month % (chosen.periodUnit === 'year' ? 12 : 1) === 0
    paid += bought.reduce((sum, { pack: one, count }) => sum + one.priceCents * count, begins ? chosen.priceCents : 0n)
    const ofPacks = bought.map(({ pack: one, count }) => ({
      amount: one.tokens * count,
      lastMonth: month + Math.floor(one.expiresAfterDays / 30) - 1,
      isRolling: false,
    }))
    const ofPlan: readonly Heap[] = begins ? newPeriod(chosen, shelf.ofPlan) : shelf.ofPlan
    shelf = afterMonth({ ofPlan, ofPacks: [...shelf.ofPacks, ...ofPacks] }, used, month)
  }
  return shelf !== null && paid === cents
}

const RUNS = { numRuns: 1000 }

describe('the recommended mix', () => {
  test('costs what the best of all conceivable mixes costs, and brings what is used, on 1,000 random usages and catalogues', () => {
    const anyOffer = fc.record({
      plans: fc.array(anyPlan, { maxLength: 1 }),
      packs: fc.array(anyPack, { minLength: 0, maxLength: 2 }),
    })
    fc.assert(
      fc.property(anyOffer, anyUsage, (offer, usage) => {
        const mix = recommend(offer, usage)
        expect(mix?.cents ?? null).toBe(bruteForce(offer, usage))
        expect(listMixes(offer, usage)[0]?.cents).toBe(mix?.cents)
        if (mix) expect(isTrue(mix, usage)).toBe(true)
      }),
      RUNS,
    )
  })

  test('does so too for the packs of a house with a volume discount, which last all the same time', () => {
    const packs = [pack(5, 200, 3), pack(30, 1020, 3), pack(200, 5800, 3)]
    const anyHouseUsage = fc.array(fc.bigInt({ min: 0n, max: 16n }), { minLength: 1, maxLength: 3 })
    const offer = { plans: [plan(10, 300), plan(80, 1980)], packs }
    fc.assert(
      fc.property(anyHouseUsage, (usage) => {
        expect(recommend(offer, usage)?.cents).toBe(bruteForce(offer, usage))
      }),
      { numRuns: 30 },
    )
  })

  test('may buy what lapses soon to keep what lasts, which buying only when nothing is left would miss', () => {
    const packs = [pack(12, 20, 5), pack(10, 8, 1)]
    const usage = [2n, 10n, 5n, 0n, 5n]
    expect(recommend({ plans: [], packs }, usage)?.cents).toBe(28n)
    expect(bruteForce({ plans: [], packs }, usage)).toBe(28n)
  })

  test('keeps a dearer pack per token that outlasts a cheaper one', () => {
    expect(recommend({ plans: [], packs: [pack(2, 2, 3), pack(4, 2, 1)] }, [1n, 1n])?.cents).toBe(2n)
  })
})

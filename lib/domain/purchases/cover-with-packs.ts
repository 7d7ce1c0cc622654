import type { Pack } from '../catalogue/plans'
import type { Tokens } from '../tokens'

/** Days of a month where months are all alike. */
export const MONTH_DAYS = 30

/** So many packs of a kind, bought in a month (0 is the first). */
export interface PackPurchase {
  readonly month: number
  readonly pack: Pack
  readonly count: bigint
}

/** Whole months that a pack surely lasts, that of its purchase included. */
export function monthsOf(pack: Pack): number {
  return Math.floor(pack.expiresAfterDays / MONTH_DAYS)
}

/** Where a way of buying stands after some months. */
interface State {
  readonly cents: bigint
  readonly count: bigint
  /** What is left, by the last month in which it can be spent. */
  readonly left: readonly Tokens[]
  readonly last: { readonly purchase: PackPurchase; readonly before: State['last'] } | null
}

/** So many ways are kept in the first, hasty search, whose result bounds the exact one. */
const HASTY_WIDTH = 8

/**
 * The cheapest packs that bring at least `needs` month by month; of equally cheap ways one of the fewest packs. Packs are whole, last
 * their months, and what lapses soonest is spent first. Null when no pack lasts a month and something is needed.
 * Exact: packs that outlast all others are bought when they are needed and not before, which never costs more; all other ways are
 * tried, but those that another way beats in money and in what is left, and those that cannot get below what is known to suffice.
 */
export function coverWithPacks(packs: readonly Pack[], needs: readonly Tokens[]): PackPurchase[] | null {
  const kinds = packs.filter((pack) => monthsOf(pack) > 0 && pack.tokens > 0n)
  if (needs.every((need) => need === 0n)) return []
  if (kinds.length === 0) return null
  const hasty = search(kinds, needs, { width: HASTY_WIDTH, centsMax: null })
  const exact = search(kinds, needs, { width: Number.POSITIVE_INFINITY, centsMax: hasty?.cents ?? null })
  return exact && purchasesOf(exact)
}

/** Packs that bring the needs cost at least this: were they divisible and lasted for ever. */
export function leastCents(packs: readonly Pack[], needs: readonly Tokens[]): bigint {
  const [first] = packs
  if (!first) return 0n
  const best = cheapestRate(packs)
  return ceilDivide(sum(needs) * best.priceCents, best.tokens)
}

interface Bounds {
  width: number
  centsMax: bigint | null
}

function search(kinds: readonly Pack[], needs: readonly Tokens[], { width, centsMax }: Bounds): State | null {
  const best = cheapestRate(kinds)
  const isWorth = (cents: bigint, lacking: Tokens) =>
    centsMax === null || cents * best.tokens + positive(lacking) * best.priceCents <= centsMax * best.tokens
  let states: State[] = [{ cents: 0n, count: 0n, left: needs.map(() => 0n), last: null }]
  for (const month of needs.keys()) {
    const order = inOrder(kinds, needs.length - month)
    const toCome = sum(needs.slice(month))
    const reached = states.flatMap((state) => {
      const left = sum(state.left)
      const basket = { cents: state.cents, bought: 0n, counts: [] }
      const isHopeful = ({ cents, bought }: Basket) => isWorth(cents, toCome - left - bought)
      const found = [...baskets(basket, order, needs.slice(month), (needs[month] ?? 0n) - left, isHopeful)]
      return unbeaten(found, order, needs.length - month).map(({ counts }) =>
        spend(
          counts.reduce((bought, count, i) => buy(bought, order[i], count, month), state),
          needs,
          month,
        ),
      )
    })
    const after = sum(needs.slice(month + 1))
    states = undominated(reached.filter(({ cents, left }) => isWorth(cents, after - sum(left)))).slice(0, width)
  }
  return states[0] ?? null
}

/** Those that last shortest first, of equal ones the dearest per token first: the last is bought just as often as is needed. */
function inOrder(kinds: readonly Pack[], monthsLeft: number): readonly Pack[] {
  const life = (pack: Pack) => lifeOf(pack, monthsLeft)
  return [...kinds].sort((a, b) => life(a) - life(b) || compare(b.priceCents * a.tokens, a.priceCents * b.tokens))
}

/** Months that matter of what the pack lasts. */
function lifeOf(pack: Pack, monthsLeft: number): number {
  return Math.min(monthsOf(pack), monthsLeft)
}

/** Where all packs last equally long, what costs more and brings no more is left out early. */
function unbeaten(found: readonly Basket[], order: readonly Pack[], monthsLeft: number): readonly Basket[] {
  if (new Set(order.map((pack) => lifeOf(pack, monthsLeft))).size > 1) return found
  let most = -1n
  return [...found]
    .sort((a, b) => compare(a.cents, b.cents) || compare(sum(a.counts), sum(b.counts)))
    .filter(({ bought }) => {
      const isMore = bought > most
      if (isMore) most = bought
      return isMore
    })
}

/** What is bought in a month: how many of each pack, in their order; `cents` include all that was paid before. */
interface Basket {
  readonly cents: bigint
  readonly bought: Tokens
  readonly counts: readonly bigint[]
}

/** All ways to buy what a month lacks. `needs` begin with the month. */
function* baskets(
  basket: Basket,
  order: readonly Pack[],
  needs: readonly Tokens[],
  lacking: Tokens,
  isHopeful: (basket: Basket) => boolean,
): Generator<Basket> {
  const [pack, ...others] = order.slice(basket.counts.length)
  const stillLacking = positive(lacking - basket.bought)
  if (!pack) {
    if (stillLacking === 0n) yield basket
    return
  }
  const most = countMost(pack, others, stillLacking, needs)
  for (let count = others.length === 0 ? most : 0n; count <= most; count++) {
    const tried = {
      cents: basket.cents + count * pack.priceCents,
      bought: basket.bought + count * pack.tokens,
      counts: [...basket.counts, count],
    }
    if (!isHopeful(tried)) return
    yield* baskets(tried, order, needs, lacking, isHopeful)
  }
}

/** More of the pack than this never pays, beside others that last as long or longer. `needs` begin with the month in question. */
function countMost(pack: Pack, others: readonly Pack[], lacking: Tokens, needs: readonly Tokens[]): bigint {
  const life = (one: Pack) => lifeOf(one, needs.length)
  const isLongest = others.every((other) => life(other) <= life(pack))
  const most = ceilDivide(isLongest ? lacking : sum(needs.slice(0, life(pack))), pack.tokens)
  return others.reduce((least, other) => {
    const isBetter = other.priceCents * pack.tokens <= pack.priceCents * other.tokens
    const exchange = exchangeable(pack, other) - 1n
    return isBetter && exchange < least ? exchange : least
  }, most)
}

/** So many of the pack are better bought as one or some of a pack that is cheaper per token. */
function exchangeable(pack: Pack, better: Pack): bigint {
  const asDear = pack.priceCents > 0n ? ceilDivide(better.priceCents, pack.priceCents) : 0n
  if (asDear > 0n && asDear * pack.tokens <= better.tokens) return asDear
  return better.tokens / gcd(better.tokens, pack.tokens)
}

function buy(state: State, pack: Pack | undefined, count: bigint, month: number): State {
  if (!pack || count === 0n) return state
  const lastMonth = Math.min(month + monthsOf(pack), state.left.length) - 1
  return {
    cents: state.cents + count * pack.priceCents,
    count: state.count + count,
    left: state.left.map((tokens, i) => (i === lastMonth ? tokens + count * pack.tokens : tokens)),
    last: { purchase: { month, pack, count }, before: state.last },
  }
}

/** After the month: its need spent, what lapses soonest first; what lapses then, or can never be needed, is gone. */
function spend(state: State, needs: readonly Tokens[], month: number): State {
  let due = needs[month] ?? 0n
  let useful = 0n
  const left = state.left.map((tokens, i) => {
    if (i < month) return 0n
    const spent = tokens < due ? tokens : due
    due -= spent
    if (i === month) return 0n
    useful += needs[i] ?? 0n
    return tokens - spent < useful ? tokens - spent : useful
  })
  return { ...state, left }
}

/** The ways that no other beats, the cheapest first. One beats another that costs as much and has nothing more left, however late. */
function undominated(states: readonly State[]): State[] {
  const sorted = [...states].sort((a, b) => compare(a.cents, b.cents) || compare(a.count, b.count))
  const kept: { state: State; lasting: Tokens[] }[] = []
  for (const state of sorted) {
    const lasting = lastingSums(state.left)
    if (!kept.some((other) => other.lasting.every((tokens, i) => tokens >= (lasting[i] ?? 0n))))
      kept.push({ state, lasting })
  }
  return kept.map(({ state }) => state)
}

/** What is left that lasts to each month or longer. */
function lastingSums(left: readonly Tokens[]): Tokens[] {
  const sums = [...left]
  for (let i = sums.length - 2; i >= 0; i--) sums[i] = (sums[i] ?? 0n) + (sums[i + 1] ?? 0n)
  return sums
}

function cheapestRate(kinds: readonly Pack[]): Pack {
  return kinds.reduce((best, pack) => (pack.priceCents * best.tokens < best.priceCents * pack.tokens ? pack : best))
}

function purchasesOf(state: State): PackPurchase[] {
  const purchases: PackPurchase[] = []
  for (let link = state.last; link; link = link.before) purchases.unshift(link.purchase)
  return purchases
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function positive(amount: bigint): bigint {
  return amount > 0n ? amount : 0n
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}

function ceilDivide(numerator: bigint, denominator: bigint): bigint {
  return (numerator + denominator - 1n) / denominator
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b)
}

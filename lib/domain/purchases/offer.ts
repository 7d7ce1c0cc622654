import type { Pack } from '../catalogue/plans'
import type { ForecastFacts } from '../forecast/make-forecast'
import type { DemandPaths, Forecast, Range } from '../forecast/model'
import { mapRange, rangeOf } from '../forecast/quantiles'
import type { VerdictKind } from '../forecast/verdict-model'
import { whatIf } from '../forecast/what-if'
import { DAY, type Instant, instantToMillis } from '../instants'
import { expectedTokens, TOKEN, type Tokens, tokensToPlot } from '../tokens'
import type { BillingProfile, Order, Sale } from './order-model'
import type { Tax } from './tax'

/** How long tokens last with a purchase; `until` is null when the forecast sees no end. */
export interface Coverage {
  readonly until: Instant | null
  /** Whether they reach the next addition in most futures. */
  readonly isEnough: boolean
}

/** A pack as it is offered to one account. */
export interface OfferedPack {
  readonly pack: Pack
  /** Null where there is no forecast. */
  readonly covers: Coverage | null
  /** The smallest that is enough. */
  readonly isSmallest: boolean
  /** More than is likely to be used before it expires. */
  readonly isTooMuch: boolean
}

/** How many tokens more it takes to reach a date. */
export interface Need {
  readonly to: Instant
  readonly tokens: Range<Tokens>
}

/** What the account can buy, what for, and who buys. */
export interface Offer {
  readonly asOf: Instant
  readonly timeZone: string
  readonly currency: string
  readonly available: Tokens
  /** When the tokens end without a purchase; null where there is no forecast, its end null when it sees none. */
  readonly depletion: Range<Instant | null> | null
  /** Null where nobody knows yet, and when nothing is needed. */
  readonly need: Need | null
  readonly packs: readonly OfferedPack[]
  /** The pack that is chosen beforehand: only for who runs short, and then the smallest that is enough. */
  readonly suggestedKey: string | null
  readonly buyer: BillingProfile | null
  /** The buyer's; null before anybody said who buys. */
  readonly tax: Tax | null
  /** The purchase that is under way. */
  readonly pending: Order | null
}

/** All that is said before the last step of a purchase. */
export interface OrderReview {
  readonly offer: Offer
  /** At today's price. Its tax is the buyer's, or nobody's yet when `offer.buyer` is null. */
  readonly sale: Sale
  readonly covers: Coverage | null
  readonly isTooMuch: boolean
}

/** What the offer is made from. `facts` and `forecast` are null where there is no forecast. */
export interface OfferFacts {
  readonly packs: readonly Pack[]
  readonly facts: ForecastFacts | null
  readonly forecast: Forecast | null
  readonly verdict: { readonly kind: VerdictKind; readonly horizon: Instant }
}

/** The packs with what each is good for, and what is needed. */
export function makeOffer(given: OfferFacts): Pick<Offer, 'need' | 'packs' | 'suggestedKey'> {
  const { packs, facts, forecast, verdict } = given
  const to = verdict.horizon
  if (!facts || !forecast) return { need: null, packs: packs.map(unknown), suggestedKey: null }
  const covered = packs.map((pack) => ({ pack, covers: coverageWith(facts, pack, to) }))
  const smallest = covered.find(({ covers }) => covers.isEnough)?.pack.key ?? null
  const runsShort = verdict.kind === 'short' || verdict.kind === 'out'
  return {
    need: needOf(facts.demand, forecast, to),
    packs: covered.map((one) => ({
      ...one,
      isSmallest: runsShort && one.pack.key === smallest,
      isTooMuch: isTooMuch(one.pack, forecast),
    })),
    suggestedKey: runsShort ? smallest : null,
  }
}

/** How long the account's tokens last when this is bought now. */
export function coverageWith(facts: ForecastFacts, pack: Pack, to: Instant): Coverage {
  const until = whatIf(facts, { kind: 'packs', packs: [pack] }).depletion.p50
  return { until, isEnough: until === null || until >= to }
}

/** Whether it is more than is used, at the pace of the forecast, in the time before it expires. */
export function isTooMuch({ tokens, expiresAfterDays }: Pack, { available, tokensPerDay }: Forecast): boolean {
  return tokensPerDay * BigInt(expiresAfterDays) < available + tokens
}

function unknown(pack: Pack): OfferedPack {
  return { pack, covers: null, isSmallest: false, isTooMuch: false }
}

/** What is asked for by then, less what is there and does not lapse before it is used; null when that is enough in most futures. */
function needOf({ edges, paths }: DemandPaths, { available, lapses }: Forecast, to: Instant): Need | null {
  const lapsed = lapses.filter(({ at }) => at <= to).reduce((sum, lapse) => sum + lapse.lapsed.p50, 0n)
  const usable = tokensToPlot(available - lapsed)
  const missing = rangeOf(paths.map((path) => Math.max(0, askedBy(edges, path, to) - usable)))
  const tokens = mapRange(missing, (plot) => roundedUp(expectedTokens(plot)))
  return tokens.p50 > 0n ? { to, tokens } : null
}

/** What a path asks for by then, in tokens; a step that is cut counts by its part. */
function askedBy(edges: readonly Instant[], path: Float64Array, to: Instant): number {
  return path.reduce((sum, asked, i) => {
    const [from, until] = [edges[i] ?? 0n, edges[i + 1] ?? 0n]
    if (from >= to) return sum
    return sum + (until <= to ? asked : asked * (millis(to - from) / millis(until - from)))
  }, 0)
}

function millis(length: Instant): number {
  return instantToMillis(length)
}

/** Two digits are as exact as anybody knows. */
function roundedUp(amount: Tokens): Tokens {
  const whole = (amount + TOKEN - 1n) / TOKEN
  const unit = 10n ** BigInt(Math.max(0, `${whole}`.length - 2))
  return ((whole + unit - 1n) / unit) * unit * TOKEN
}

/** When what is bought now expires. */
export function expiryOf(now: Instant, days: number): Instant {
  return now + BigInt(days) * DAY
}

import { wallClock } from '../calendar'
import type { Pack, Plan } from '../catalogue/plans'
import { DAY, type Instant, SECOND } from '../instants'
import { type Book, SETTLEMENT_ACTOR } from '../ledger/model'
import { periodOf, periodStart } from '../ledger/periods'
import { planDrawdown } from '../ledger/plan-drawdown'
import { PRIORITY, planGrant } from '../ledger/plan-grant'
import { nextEventAt, settle } from '../ledger/plan-settlement'
import { OpenBook } from '../ledger/posting'
import { rolloverOf } from '../subscriptions/plan-change'
import type { Tokens } from '../tokens'
import { MONTH_DAYS } from './cover-with-packs'

/** What an account used, to be used once more: hour by hour in the order of time, all of it from `from` on and before `until`. */
export interface PastUse {
  readonly from: Instant
  readonly until: Instant
  readonly timeZone: string
  readonly hours: readonly { readonly at: Instant; readonly tokens: Tokens }[]
}

/** What would have been bought beside a plan. */
export interface Bought {
  readonly pack: Pack
  readonly count: bigint
}

/** How the past use would have gone on a plan, or on none. Money in minor units, without tax. */
export interface Replay {
  /** Of the plan, over these days. */
  readonly feeCents: bigint
  /** What the plan would have brought over these days. */
  readonly tokens: Tokens
  /** With packs of the one size that is cheapest for this use; null where there is none to buy, and some would have been missing. */
  readonly cents: bigint | null
  readonly bought: Bought | null
  /** Months of 30 days, counted from the first of these days, in which tokens would have run out without packs. */
  readonly monthsOut: number
  /** Tokens that would have expired unused. */
  readonly lost: Tokens
}

/** Whole days of a past use. */
export function daysOfUse({ from, until }: Pick<PastUse, 'from' | 'until'>): number {
  return Number((until - from) / DAY)
}

/** The same in months of 30 days, the last one begun. */
export function monthsOfUse(use: Pick<PastUse, 'from' | 'until'>): number {
  return Math.ceil(daysOfUse(use) / MONTH_DAYS)
}

/**
 * Goes through the past use once more by the ledger's own rules, from an empty balance, with a first period that begins with it: spend
 * order, rollover and expiry as for any account. Of a period that ends later, price and tokens count by the part that is over. Quotas
 * are left out: they slow or stop, they bring nothing.
 */
export function replayPlan(plan: Plan | null, packs: readonly Pack[], use: PastUse): Replay {
  const alone = walk(plan, null, use)
  const { feeCents, tokens } = periodsOf(plan, use)
  const facts = { feeCents, tokens, monthsOut: alone.monthsOut.size }
  if (alone.monthsOut.size === 0) return { ...facts, cents: feeCents, bought: null, lost: alone.lost }
  const ways = packs.map((pack) => ({ pack, ...walk(plan, pack, use) }))
  const best = ways.reduce<(typeof ways)[number] | null>((a, b) => (a && costOf(a) <= costOf(b) ? a : b), null)
  if (!best) return { ...facts, cents: null, bought: null, lost: alone.lost }
  const bought = { pack: best.pack, count: best.count }
  return { ...facts, cents: feeCents + costOf(best), bought, lost: best.lost }
}

function costOf({ pack, count }: Bought): bigint {
  return pack.priceCents * count
}

/** The last period of the plan that begins in these days, cut where they end, and what all of them cost and bring. */
interface Periods {
  readonly anchor: string
  readonly last: { readonly n: number; readonly startsAt: Instant; readonly tokens: Tokens }
  readonly feeCents: bigint
  readonly tokens: Tokens
}

const NONE: Periods = { anchor: '', last: { n: 0, startsAt: 0n, tokens: 0n }, feeCents: 0n, tokens: 0n }

function periodsOf(plan: Plan | null, { from, until, timeZone }: PastUse): Periods {
  if (!plan) return NONE
  const rule = { anchor: wallClock(from - (from % SECOND), timeZone), unit: plan.periodUnit }
  const n = periodOf(rule, timeZone, until - 1n)
  const [startsAt, endsAt] = [periodStart(rule, timeZone, n), periodStart(rule, timeZone, n + 1)]
  const over = (whole: bigint) => (endsAt <= until ? whole : (whole * (until - startsAt)) / (endsAt - startsAt))
  const last = { n, startsAt, tokens: over(plan.allowance) }
  const before = BigInt(n)
  return {
    anchor: rule.anchor,
    last,
    feeCents: plan.priceCents * before + over(plan.priceCents),
    tokens: plan.allowance * before + last.tokens,
  }
}

const ALLOWANCE_ID = '00000000-0000-7000-8000-000000000001'
const BY = { actor: SETTLEMENT_ACTOR, reason: 'Replay.' }

interface Walked {
  readonly monthsOut: ReadonlySet<bigint>
  readonly count: bigint
  readonly lost: Tokens
}

/** One way through: what is missing is bought in packs of a size, or is refused and gone. */
function walk(plan: Plan | null, pack: Pack | null, use: PastUse): Walked {
  const walker = new Replayer(plan, pack, use)
  for (const { at, tokens } of use.hours) walker.use(at, tokens)
  return walker.end()
}

class Replayer {
  private readonly open: OpenBook
  private readonly last: Periods['last']
  private readonly monthsOut = new Set<bigint>()
  private count = 0n
  /** Used since the book last changed by itself, and not yet posted: until it does, the order of use changes nothing. */
  private due: Tokens = 0n
  private dueAt: Instant
  private nextAt: Instant | null
  private isLastOpen = false

  constructor(
    plan: Plan | null,
    private readonly pack: Pack | null,
    private readonly past: PastUse,
  ) {
    const { anchor, last } = periodsOf(plan, past)
    this.last = last
    this.open = new OpenBook(emptyBook(past.timeZone))
    if (plan) this.subscribe(plan, anchor)
    this.dueAt = past.from
    this.settle(past.from)
    this.nextAt = nextEventAt(this.open.book)
  }

  use(at: Instant, tokens: Tokens): void {
    if (this.nextAt !== null && this.nextAt <= at) {
      this.post()
      this.settle(at)
      this.nextAt = nextEventAt(this.open.book)
    }
    this.due += tokens
    this.dueAt = at
    const missing = this.due - this.open.book.available
    if (missing <= 0n) return
    this.monthsOut.add((at - this.past.from) / (BigInt(MONTH_DAYS) * DAY))
    if (this.pack) this.buy(this.pack, missing, at)
    else this.due = this.open.book.available
  }

  /** What expires as the days end counts as lost in them. */
  end(): Walked {
    this.post()
    this.settle(this.past.until)
    const entries = this.open.transactions.flatMap((transaction) => transaction.entries)
    const lost = entries.reduce((sum, { to, amount }) => (to === 'expired' ? sum + amount : sum), 0n)
    return { monthsOut: this.monthsOut, count: this.count, lost }
  }

  private post(): void {
    if (this.due === 0n) return
    const { entries } = planDrawdown(this.open.book.grants.values(), this.due, null, this.dueAt)
    this.open.post({ kind: 'charge', entries, ...BY }, this.dueAt)
    this.due = 0n
  }

  private settle(at: Instant): void {
    const { n, startsAt, tokens } = this.last
    const allowance = this.open.book.allowances.get(ALLOWANCE_ID)
    if (allowance && !this.isLastOpen && startsAt <= at) {
      this.isLastOpen = true
      settle(this.open, startsAt - 1n)
      this.open.setAllowance({ ...allowance, amount: tokens, nextN: n, nextAt: tokens > 0n ? startsAt : null })
    }
    settle(this.open, at)
  }

  private buy({ nameEn, tokens, priceCents, expiresAfterDays }: Pack, missing: Tokens, at: Instant): void {
    const count = (missing + tokens - 1n) / tokens
    this.count += count
    const grant = {
      id: `pack ${this.count}`,
      source: 'pack' as const,
      name: nameEn,
      amount: tokens * count,
      priority: PRIORITY.pack,
      effectiveAt: at,
      expiresAt: at + BigInt(expiresAfterDays) * DAY,
      costCents: priceCents * count,
      allowedActions: [],
      originGrantId: null,
      ...BY,
    }
    this.open.post(planGrant(this.open.book, grant, at), at)
    this.nextAt = nextEventAt(this.open.book)
  }

  private subscribe(plan: Plan, anchor: string): void {
    const { until, timeZone } = this.past
    this.open.setAllowance({
      id: ALLOWANCE_ID,
      name: plan.nameEn,
      planKey: plan.key,
      amount: plan.allowance,
      costCents: plan.priceCents,
      priority: PRIORITY.plan,
      anchor,
      unit: plan.periodUnit,
      rollover: rolloverOf(plan),
      nextN: 0,
      nextAt: periodStart({ anchor, unit: plan.periodUnit }, timeZone, 0),
      paidUntil: until,
      isBilled: false,
      ...BY,
    })
  }
}

function emptyBook(timeZone: string): Book {
  return {
    accountId: '',
    status: 'active',
    currency: '',
    timeZone,
    available: 0n,
    held: 0n,
    debt: 0n,
    debtLimit: 0n,
    version: 0n,
    lastTransactionAt: null,
    grants: new Map(),
    holds: new Map(),
    allowances: new Map(),
    plan: { key: null, nextKey: null, nextAt: null },
    hasQuotas: false,
  }
}

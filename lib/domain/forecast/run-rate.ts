import { DAY, type Instant } from '../instants'
import type { Grant } from '../ledger/model'
import { compareSpendOrder } from '../ledger/spend-order'
import type { Tokens } from '../tokens'
import type { Pace, RunRate } from './views'

/** How far ahead a date is still said. */
export const HORIZON: Instant = 90n * DAY
const IDLE_AFTER: Instant = 14n * DAY
const WINDOW: Instant = 7n * DAY

/** What was used, as far as the run-rate asks. Amounts are thousandths of a token. */
export interface RecentUse {
  /** Null when nothing was ever used. */
  firstUseAt: Instant | null
  lastUseAt: Instant | null
  /** By action, in the last 7 days. */
  lastWeek: readonly ActionUse[]
  /** By action, since `longFrom`: the window taken when the last 7 days saw no use. */
  longer: readonly ActionUse[]
  longFrom: Instant
}

export interface ActionUse {
  actionKey: string
  tokens: Tokens
}

/** The grant that the unused rest of one rolls over into at its expiry, with its tokens available; null when all of it lapses. */
export type RollOver = (expired: Grant) => Grant | null

/**
 * What the mean use of the last days says about when the tokens run out. Grants are the account's open ones, settled to `now`, and
 * those that its plan will bring within the horizon.
 */
export function runRate(
  grants: Iterable<Grant>,
  use: RecentUse,
  now: Instant,
  rollOver: RollOver = () => null,
): RunRate {
  const open = [...grants]
  if (open.every((grant) => grant.available === 0n)) return { kind: 'out' }
  if (use.firstUseAt === null || use.lastUseAt === null) return { kind: 'unused' }
  if (now - use.firstUseAt < DAY) return { kind: 'learning' }
  if (now - use.lastUseAt >= IDLE_AFTER) return { kind: 'idle', since: use.lastUseAt }
  return pace(open, use, { firstUseAt: use.firstUseAt, now }, rollOver)
}

function pace(
  grants: readonly Grant[],
  use: RecentUse,
  { firstUseAt, now }: { firstUseAt: Instant; now: Instant },
  rollOver: RollOver,
): RunRate {
  const quietWeek = use.lastWeek.every(({ tokens }) => tokens === 0n)
  const used = (quietWeek ? use.longer : use.lastWeek).filter(({ tokens }) => tokens > 0n)
  const from = quietWeek ? use.longFrom : now - WINDOW
  const lasted = now - (from > firstUseAt ? from : firstUseAt)
  const end = walk(grants, { used, lasted }, now, rollOver)
  if (end?.at === now) return { kind: 'out' }
  return {
    kind: 'pace',
    tokensPerDay: (sum(used) * DAY) / lasted,
    days: Number(lasted / DAY),
    runsOutAt: end?.at ?? null,
    cause: end?.cause ?? 'used',
  }
}

/** A grant on the way down. */
interface Lot {
  readonly grant: Grant
  readonly startsAt: Instant
  left: Tokens
}

/** What was used in a length of time, and will be again and again. */
interface SteadyUse {
  readonly used: readonly ActionUse[]
  readonly lasted: Instant
}

/** What each lot gives in that time. */
type Drains = ReadonlyMap<Lot, Tokens>

/**
 * Burns the grants in spend order, every action at its own steady pace, expiries, rollovers and later grants included, and returns
 * when the first action finds nothing left; null when none does within 90 days.
 */
function walk(
  grants: readonly Grant[],
  { used, lasted }: SteadyUse,
  now: Instant,
  rollOver: RollOver,
): { at: Instant; cause: Pace['cause'] } | null {
  let lots = [...grants].sort(compareSpendOrder).map((grant) => toLot(grant, now))
  let cause: Pace['cause'] = 'used'
  for (let at = now; at < now + HORIZON; ) {
    const drains = drainsAt(lots, used, at)
    if (!drains) return { at, cause }
    const next = nextChange(lots, drains, lasted, at)
    const expired = burn(lots, drains, lasted, { from: at, to: next })
    cause = expired.length > 0 ? 'expired' : 'used'
    lots = withRollovers(lots, expired, next, rollOver)
    at = next
  }
  return null
}

function toLot(grant: Grant, now: Instant): Lot {
  const waits = grant.pending > 0n
  return { grant, startsAt: waits ? grant.effectiveAt : now, left: waits ? grant.pending : grant.available }
}

/** Which lot serves each action now; null when one finds none. */
function drainsAt(lots: readonly Lot[], used: readonly ActionUse[], at: Instant): Drains | null {
  const drains = new Map<Lot, Tokens>()
  for (const { actionKey, tokens } of used) {
    const lot = lots.find(({ grant, startsAt, left }) => left > 0n && startsAt <= at && servesAction(grant, actionKey))
    if (!lot) return null
    drains.set(lot, (drains.get(lot) ?? 0n) + tokens)
  }
  return drains
}

function servesAction(grant: Grant, actionKey: string): boolean {
  return grant.allowedActions.length === 0 || grant.allowedActions.includes(actionKey)
}

/** The next instant at which a lot is empty, expires or begins; always later than `at`. */
function nextChange(lots: readonly Lot[], drains: Drains, lasted: Instant, at: Instant): Instant {
  let next = at + HORIZON
  for (const lot of lots) {
    const drain = drains.get(lot)
    const changes = [
      drain === undefined ? null : at + (lot.left * lasted + drain - 1n) / drain,
      lot.left > 0n ? lot.grant.expiresAt : null,
      lot.startsAt > at ? lot.startsAt : null,
    ]
    for (const change of changes) if (change !== null && change < next) next = change
  }
  return next
}

/** Takes from the lots what is used in the time, and empties those that expire at its end: returns them as they were then. */
function burn(lots: readonly Lot[], drains: Drains, lasted: Instant, time: { from: Instant; to: Instant }): Grant[] {
  for (const [lot, drain] of drains) {
    const used = (drain * (time.to - time.from)) / lasted
    lot.left -= used < lot.left ? used : lot.left
  }
  const expired = lots.filter(({ grant, left }) => left > 0n && grant.expiresAt !== null && grant.expiresAt <= time.to)
  return expired.map((lot) => {
    const grant = { ...lot.grant, pending: 0n, available: lot.left }
    lot.left = 0n
    return grant
  })
}

/** The lots with those that the expired grants roll over into, in spend order. */
function withRollovers(lots: Lot[], expired: readonly Grant[], at: Instant, rollOver: RollOver): Lot[] {
  const rolled = expired.flatMap((grant) => rollOver(grant) ?? []).map((grant) => toLot(grant, at))
  return rolled.length === 0 ? lots : [...lots, ...rolled].sort((a, b) => compareSpendOrder(a.grant, b.grant))
}

function sum(used: readonly ActionUse[]): Tokens {
  return used.reduce((total, { tokens }) => total + tokens, 0n)
}

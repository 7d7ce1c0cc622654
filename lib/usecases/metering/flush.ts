import type { KnownKey } from '@/lib/db/idempotency'
import type { StoredHold } from '@/lib/db/metering-holds'
import type { RecordedKey } from '@/lib/db/metering-writes'
import type { Instant } from '@/lib/domain/instants'
import { type Book, NIL_ID, type OpenHold } from '@/lib/domain/ledger/model'
import type {
  Advice,
  CaptureRequest,
  ChargeView,
  HoldBalance,
  HoldRequest,
  HoldView,
  ReleaseRequest,
  UsageEvent,
} from '@/lib/domain/metering/model'
import { type AccountLimits, OpenAccount } from '@/lib/domain/metering/open-account'
import { planCapture, planHold, planRelease } from '@/lib/domain/metering/plan-hold'
import { planUsage } from '@/lib/domain/metering/plan-usage'
import { RefusalCounts } from '@/lib/domain/metering/refusal-counts'
import { notFound, Refusal } from '@/lib/domain/refusals'
import type { RateCards } from '../catalogue/rate-cards'
import type { House } from '../define'
import { holdResolved, keyReused } from './done-before'
import { holdSource, type Operation, type SettledOutcome } from './operations'

/** What is there before the first operation is looked at. */
export interface Loaded {
  readonly books: ReadonlyMap<string, Book>
  readonly limits: ReadonlyMap<string, AccountLimits>
  readonly known: readonly KnownKey[]
  /** The holds that captures and releases name. */
  readonly holds: readonly StoredHold[]
  readonly cards: RateCards
  readonly now: Instant
}

/** An outcome, or a charge or hold of an earlier flush that is still to be loaded. */
export type Decision =
  | SettledOutcome
  | { kind: 'earlier-charge'; accountId: string; chargeId: string; hold: HoldView | null }
  | { kind: 'earlier-hold'; accountId: string; holdId: string }

export const NO_LIMITS: AccountLimits = { limits: [], captureAbove: 'refuse', returned: [] }

/** Decides on operations one by one and remembers what is to be written. Each sees what those before it left. */
export class Flush {
  readonly accounts = new Map<string, OpenAccount>()
  readonly charges = new Map<string, ChargeView>()
  readonly openedHolds = new Map<string, HoldView>()
  readonly keys: RecordedKey[] = []
  readonly refusals: RefusalCounts
  private readonly known: Map<string, KnownKey>
  private readonly holds: Map<string, StoredHold>

  constructor(
    private readonly loaded: Loaded,
    private readonly house: House,
  ) {
    this.refusals = new RefusalCounts(loaded.now)
    this.known = new Map(loaded.known.map((row) => [keyName(row), row]))
    this.holds = new Map(loaded.holds.map((stored) => [stored.view.id, stored]))
  }

  take(operation: Operation): Decision {
    const { accountId } = operation.request
    try {
      switch (operation.kind) {
        case 'usage':
          return this.takeUsage(operation.request)
        case 'hold':
          return this.takeHold(operation.request)
        case 'capture':
          return this.takeCapture(operation.request)
        case 'release':
          return this.takeRelease(operation.request)
      }
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      this.refusals.count(accountId, refusal)
      return { kind: 'refusal', refusal }
    }
  }

  /** The limits of an operation's key and member as they stand now. */
  adviceFor(owner: { accountId: string; apiKeyId: string; memberId: string }, delay = 0n): Advice {
    const account = this.account(owner.accountId)
    return { delay, limits: account.applying(owner), at: this.loaded.now, timeZone: account.book.timeZone }
  }

  private takeUsage(event: UsageEvent): Decision {
    const known = this.known.get(keyName(event))
    if (known) {
      const { fingerprint, chargeId } = known
      if (fingerprint !== event.fingerprint || chargeId === null) throw keyReused(event.key, 'Nothing was charged.')
      return this.repeatCharge(event.accountId, chargeId, null)
    }
    const account = this.account(event.accountId)
    const card = this.loaded.cards.inForceAt(event.occurredAt)
    const { charge, delay } = planUsage(
      account,
      event,
      card,
      this.house.newId(this.loaded.now),
      actorOf(event.apiKeyId),
    )
    this.record(charge, event.fingerprint)
    return { kind: 'charge', charge, replayed: false, advice: this.adviceFor(event, delay) }
  }

  private takeHold(request: HoldRequest): Decision {
    const name = { ...request, source: holdSource(request.source) }
    const known = this.known.get(keyName(name))
    if (known) return this.repeatHold(request, known)
    if (this.known.has(keyName(request))) throw keyReused(request.key, 'Nothing was held.')
    const account = this.account(request.accountId)
    const card = this.loaded.cards.inForceAt(this.loaded.now)
    const { hold, delay } = planHold(
      account,
      request,
      card,
      this.house.newId(this.loaded.now),
      actorOf(request.apiKeyId),
    )
    this.openedHolds.set(hold.id, hold)
    this.remember({
      ...name,
      fingerprint: request.fingerprint,
      seq: hold.seq,
      chargeId: null,
      holdId: hold.id,
      recordedAt: hold.createdAt,
    })
    return { kind: 'hold', hold, replayed: false, advice: this.adviceFor(request, delay) }
  }

  private takeCapture(request: CaptureRequest): Decision {
    const { view, open, account, recorded } = this.holdOf(request)
    if (view.state === 'captured' && view.chargeId !== null && recorded === request.fingerprint)
      return this.repeatCharge(view.accountId, view.chargeId, view)
    if (!open) throw holdResolved(view)
    if (recorded !== null) throw keyReused(view.key, 'The work is charged already: release the hold.')
    const card = this.loaded.cards.inForceAt(request.occurredAt)
    const chargeId = this.house.newId(this.loaded.now)
    const planned = planCapture(account, { view, open }, request, card, chargeId, actorOf(request.apiKeyId))
    this.record(planned.charge, request.fingerprint)
    this.keep(planned.hold)
    const { charge, hold, delay } = planned
    return { kind: 'capture', charge, hold, replayed: false, advice: this.adviceFor(view, delay) }
  }

  private takeRelease(request: ReleaseRequest): Decision {
    const { view, open, account, afterReturn } = this.holdOf(request)
    if (!open) {
      if (view.state === 'released')
        return { kind: 'release', hold: view, balance: afterReturn ?? account.book, replayed: true }
      throw holdResolved(view)
    }
    const hold = planRelease(account, { view, open }, actorOf(request.apiKeyId))
    const balance = balanceAfter(account, hold.returnSeq)
    this.keep(hold, balance)
    return { kind: 'release', hold, balance, replayed: false }
  }

  /** The hold as it stands now, with the account settled. Holds of nothing stand in no book: they are opened as they are loaded. */
  private holdOf({ accountId, holdId }: { accountId: string; holdId: string }) {
    const stored = this.holds.get(holdId)
    if (!stored || stored.view.accountId !== accountId) throw notFound('hold')
    const account = this.account(accountId)
    const { open } = account
    const expired = open.resolvedHolds.find(({ hold }) => hold.id === holdId)
    if (stored.view.state === 'open' && expired) {
      const { state, captured, returned, captureSeq, returnSeq, resolvedAt } = expired
      this.keep({ ...stored.view, state, captured, returned, captureSeq, returnSeq, resolvedAt })
    }
    const { view, afterReturn, recorded } = this.holds.get(holdId) ?? stored
    return {
      view,
      afterReturn,
      account,
      /** What is recorded under the work's own name: its capture, or a usage event. */
      recorded: this.known.get(keyName(view))?.fingerprint ?? recorded,
      open: view.state === 'open' ? this.openHold(account, view) : null,
    }
  }

  private openHold(account: OpenAccount, view: HoldView): OpenHold {
    const open = account.book.holds.get(view.id) ?? { ...view, parts: [] }
    if (view.amount === 0n) account.open.openHold(open)
    if (open.expiresAt <= this.loaded.now) throw holdResolved({ ...view, state: 'expired' })
    return open
  }

  private keep(view: HoldView, afterReturn: StoredHold['afterReturn'] = null): void {
    this.holds.set(view.id, { view, afterReturn, recorded: this.holds.get(view.id)?.recorded ?? null })
  }

  private account(accountId: string): OpenAccount {
    const opened = this.accounts.get(accountId)
    if (opened) return opened
    const before = this.loaded.books.get(accountId)
    if (!before) throw new Error(`Account ${accountId} is not locked.`)
    const account = new OpenAccount(before, this.loaded.limits.get(accountId) ?? NO_LIMITS, this.loaded.now)
    this.accounts.set(accountId, account)
    return account
  }

  private record(charge: ChargeView, fingerprint: string): void {
    this.charges.set(charge.id, charge)
    this.remember({ ...charge, fingerprint, chargeId: charge.id, holdId: null })
  }

  private remember({ accountId, source, key, fingerprint, seq, chargeId, holdId, recordedAt }: RecordedKey): void {
    this.keys.push({ accountId, source, key, fingerprint, seq, chargeId, holdId, recordedAt })
    const known = { accountId, source, key, fingerprint, seq, chargeId, holdId }
    this.known.set(keyName(known), known)
  }

  private repeatCharge(accountId: string, chargeId: string, hold: HoldView | null): Decision {
    const charge = this.charges.get(chargeId)
    if (!charge) return { kind: 'earlier-charge', accountId, chargeId, hold }
    const recorded = { charge, replayed: true, advice: this.adviceFor(charge) }
    return hold ? { kind: 'capture', hold, ...recorded } : { kind: 'charge', ...recorded }
  }

  private repeatHold(request: HoldRequest, { fingerprint, holdId }: KnownKey): Decision {
    if (fingerprint !== request.fingerprint || holdId === null) throw keyReused(request.key, 'Nothing was held.')
    const hold = this.openedHolds.get(holdId)
    return hold
      ? { kind: 'hold', hold, replayed: true, advice: this.adviceFor(hold) }
      : { kind: 'earlier-hold', accountId: request.accountId, holdId }
  }
}

/** As the release left it: a debt that is paid after it is another transaction. */
function balanceAfter({ open: { transactions }, book }: OpenAccount, seq: bigint | null): HoldBalance {
  const release = transactions.find((transaction) => transaction.seq === seq)
  return release ? { available: release.availableAfter, held: release.heldAfter } : book
}

function keyName({ accountId, source, key }: { accountId: string; source: string; key: string }): string {
  return JSON.stringify([accountId, source, key])
}

function actorOf(apiKeyId: string): string {
  return apiKeyId === NIL_ID ? 'system:report' : `key:${apiKeyId}`
}

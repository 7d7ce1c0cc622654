import type { RateCard, RateCardLine } from '../catalogue/model'
import { priceUsage } from '../catalogue/price-usage'
import type { Instant } from '../instants'
import type { OpenHold } from '../ledger/model'
import { planDrawdown } from '../ledger/plan-drawdown'
import { planReturn, splitParts } from '../ledger/plan-return'
import { planDebtPayment } from '../ledger/plan-settlement'
import { nextInstant } from '../ledger/posting'
import type { Weight } from '../quotas/model'
import { Refusal } from '../refusals'
import { type Tokens, tokensToDecimal } from '../tokens'
import { insufficientTokens } from './insufficient-tokens'
import type { CaptureRequest, ChargeView, HoldRequest, HoldView, UsageEvent } from './model'
import { moneyMilliOf, OPERATION, type OpenAccount, requireActive, weightOfHold } from './open-account'
import { chargeView, checkAge, lineOf, planPayment, priceEvent } from './plan-usage'

/** Every flush reads the open holds of its accounts: beyond so many, one account would slow all. */
export const HOLDS_OPEN_MAX = 1000

export interface PlannedHold {
  readonly hold: HoldView
  readonly delay: Instant
}

/** Sets tokens aside in spend order. A hold is covered by tokens in full, whatever debt the account may make; quotas count it at once. */
export function planHold(
  account: OpenAccount,
  request: HoldRequest,
  card: RateCard | null,
  id: string,
  actor: string,
): PlannedHold {
  requireActive(account.book, false)
  if (account.book.holds.size >= HOLDS_OPEN_MAX) throw tooManyHolds()
  const { actionKey, apiKeyId, memberId, tags, source, key, lasts } = request
  const { version, line } = lineOf(actionKey, card)
  const amount = amountOf(request, line)
  const at = nextInstant(account.book, account.now)
  const { entries, shortfall } = planDrawdown(account.book.grants.values(), amount, actionKey, at, 'held')
  if (shortfall > 0n)
    throw insufficientTokens(account.book, { actionKey, needed: amount, shortfall, undone: 'held' }, at)
  const moneyMilli = moneyMilliOf(entries, account.book.grants)
  const admitted = account.ask(
    { tokens: amount, operations: OPERATION, money: moneyMilli, apiKeyId, memberId },
    at,
    false,
  )
  const transaction =
    amount === 0n ? null : account.open.post({ kind: 'hold', entries, actor, reason: actionKey }, account.now)
  account.count(admitted)
  const parts = entries.flatMap((entry) =>
    entry.grantId === null ? [] : [{ grantId: entry.grantId, amount: entry.amount }],
  )
  const times = { createdAt: at, expiresAt: at + lasts }
  account.open.openHold({ id, source, key, actionKey, apiKeyId, memberId, tags, amount, moneyMilli, parts, ...times })
  const { tokens: _, lasts: __, fingerprint: ___, ...asked } = request
  return {
    hold: {
      ...asked,
      id,
      rateCardVersion: request.basis === 'quantities' ? version : null,
      amount,
      moneyMilli,
      captured: 0n,
      returned: 0n,
      state: 'open',
      ...times,
      resolvedAt: null,
      seq: transaction?.seq ?? null,
      captureSeq: null,
      returnSeq: null,
      chargeId: null,
      availableAfter: account.book.available,
      heldAfter: account.book.held,
    },
    delay: admitted.delay,
  }
}

/** What is asked for: tokens that were named or are usual, else the price of the quantities. Refuses where there is neither. */
export function amountOf({ basis, tokens, quantities, actionKey }: Estimate, line: RateCardLine): Tokens {
  if (tokens !== null) return tokens
  if (basis === 'quantities') return priceUsage(line, quantities).tokens
  throw new Refusal('estimate-missing', {
    detail: `There is no recent charge of ${actionKey} to estimate from. Nothing was held. Send quantities or tokens.`,
    faults: [{ pointer: '/quantities', code: 'required', message: 'Send quantities or tokens.' }],
  })
}

export type Estimate = Pick<HoldRequest, 'actionKey' | 'basis' | 'quantities' | 'tokens'>

export interface PlannedCapture {
  readonly charge: ChargeView
  readonly hold: HoldView
  readonly delay: Instant
}

/**
 * Settles a hold with what the work took: the true price is paid from what was held, in its order, the rest goes back. What is above
 * the hold is charged like any usage when the plan allows it or the work `report`s itself done, else refused; then the hold stays open.
 */
export function planCapture(
  account: OpenAccount,
  { view, open }: { view: HoldView; open: OpenHold },
  request: CaptureRequest,
  card: RateCard | null,
  chargeId: string,
  actor: string,
): PlannedCapture {
  const { now } = account
  checkAge(request.occurredAt, now)
  const event = eventOf(view, request)
  const { version, pricing } = priceEvent(event, card)
  const tokens = pricing?.tokens ?? 0n
  const isDone = request.mode === 'report'
  if (tokens > open.amount && account.loaded.captureAbove === 'refuse' && !isDone) throw captureAboveHold(open, tokens)
  const { first, rest } = splitParts(open.parts, tokens)
  const captured = tokens < open.amount ? tokens : open.amount
  const excess = tokens - captured
  const at = nextInstant(account.book, now)
  const paid = planPayment(account.book, view.actionKey, excess, tokens, isDone, at)
  const money = moneyMilliOf(paid, account.book.grants)
  const { apiKeyId, memberId } = view
  const admitted = account.ask(
    { tokens: excess, operations: 0n, money, apiKeyId, memberId },
    at,
    isDone || excess === 0n,
  )
  const returned = open.amount - captured
  const back = returned === 0n ? null : giveBack(account, rest, actor, `The rest of a hold for ${view.actionKey}.`)
  const entries = [
    ...first.map(({ grantId, amount }) => ({ grantId, from: 'held', to: 'spent', amount }) as const),
    ...paid,
  ]
  const posted =
    tokens === 0n ? null : account.open.post({ kind: 'capture', entries, actor, reason: view.actionKey }, now)
  account.count(admitted)
  account.giveBack(
    unusedWeight(account, open, { first, returned, isUndone: event.status === 'failed' }),
    open.createdAt,
  )
  const seqs = { captureSeq: posted?.seq ?? null, returnSeq: back }
  const hold = resolve(account, view, open, { state: 'captured', captured, returned, chargeId, ...seqs }, at)
  const charge = chargeView(account, event, { id: chargeId, version, pricing, entries, transaction: posted })
  return { charge, hold, delay: admitted.delay }
}

/** Gives back all that a hold holds. */
export function planRelease(
  account: OpenAccount,
  { view, open }: { view: HoldView; open: OpenHold },
  actor: string,
): HoldView {
  const at = nextInstant(account.book, account.now)
  const back = open.amount === 0n ? null : giveBack(account, open.parts, actor, `A hold for ${view.actionKey}.`)
  account.giveBack(weightOfHold(open), open.createdAt)
  const facts = { captured: 0n, returned: open.amount, chargeId: null, captureSeq: null, returnSeq: back }
  return resolve(account, view, open, { state: 'released', ...facts }, at)
}

/** Returns the number of the release. Debt is paid from what became available, as when the hold's time runs out. */
function giveBack(account: OpenAccount, parts: OpenHold['parts'], actor: string, reason: string): bigint {
  const { open, now } = account
  const { seq } = open.post({ ...planReturn(open.book, parts, nextInstant(open.book, now)), actor, reason }, now)
  const payment = planDebtPayment(open.book, nextInstant(open.book, now))
  if (payment) open.post(payment, now)
  return seq
}

/** What a capture leaves of its hold's weight: the money that its own parts cost stays, and the operation unless it failed. */
function unusedWeight(
  { book }: OpenAccount,
  hold: OpenHold,
  { first, returned, isUndone }: { first: OpenHold['parts']; returned: Tokens; isUndone: boolean },
): Weight {
  const whole = weightOfHold(hold)
  const captured = first.map((part) => ({ ...part, from: 'held', to: 'spent' }) as const)
  const money = whole.money - moneyMilliOf(captured, book.grants)
  return { ...whole, tokens: returned, money, operations: isUndone ? whole.operations : 0n }
}

type Resolution = Pick<HoldView, 'captured' | 'returned' | 'captureSeq' | 'returnSeq' | 'chargeId'> & {
  state: 'captured' | 'released'
}

function resolve(
  account: OpenAccount,
  view: HoldView,
  hold: OpenHold,
  resolution: Resolution,
  resolvedAt: Instant,
): HoldView {
  const row = account.open.resolveHold({ hold, resolvedAt, ...resolution })
  row.windowsDue = false
  return { ...view, ...resolution, resolvedAt }
}

/** The usage event that a capture is: the work's own name, key and member, with what is now known of it. */
function eventOf(view: HoldView, request: CaptureRequest): UsageEvent {
  return {
    accountId: view.accountId,
    source: view.source,
    key: view.key,
    actionKey: view.actionKey,
    quantities: request.quantities,
    occurredAt: request.occurredAt,
    mode: request.mode,
    status: request.status,
    tags: request.tags ?? view.tags,
    apiKeyId: view.apiKeyId,
    memberId: request.memberId ?? view.memberId,
    fingerprint: request.fingerprint,
  }
}

function tooManyHolds(): Refusal {
  return new Refusal('too-many-holds', {
    detail: `The account has ${HOLDS_OPEN_MAX} open holds. Nothing was held. Capture or release those of work that is over.`,
    facts: { openMax: HOLDS_OPEN_MAX },
    retryAfterSeconds: 1,
  })
}

function captureAboveHold(hold: OpenHold, tokens: bigint): Refusal {
  const [held, needed] = [tokensToDecimal(hold.amount), tokensToDecimal(tokens)]
  return new Refusal('capture-above-hold', {
    detail: `The work cost ${needed} tokens and ${held} are held. Nothing was captured, the hold stays open. Capture at most what is held, or send the capture with mode "report": the work is done, so the excess is charged.`,
    facts: { held, needed },
    faults: [{ pointer: '/quantities', code: 'above-hold', message: `Must cost at most ${held} tokens.` }],
  })
}

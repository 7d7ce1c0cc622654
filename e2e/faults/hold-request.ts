import type { Dice } from './dice'
import { type Action, drawItem, type LoadRequest, quantitiesFor } from './load-request'
import type { Outcome } from './outcome'

/** How a client ends a hold: with what the work took, be it more than was held, or not at all; 'both' is a capture and a release at once. */
const ENDS = ['below', 'at', 'above', 'failed', 'release', 'both', 'never'] as const
type End = (typeof ENDS)[number]

const UNESTIMATED_SHARE = 0.15
const NAMED_SHARE = 0.3
const ABOVE_MAX = 10
/** Of holds that last a second: whether the end comes in time is left to chance. */
const BRIEF_SHARE = 0.2
const LASTS_SECONDS = 600
const WORK_MILLIS_MAX = 400
const BRIEF_WORK_MILLIS = { min: 700, max: 1500 }

/** A hold that was acknowledged, and how its client means to end it. */
export interface OpenWork {
  hold: string
  account: string
  key: string
  action: Action
  /** What is held, as it was told. */
  held: number
  end: End
  /** When the work is done, in milliseconds of the epoch. */
  doneAt: number
}

/** A request to set tokens aside: by quantities, by tokens, or without an estimate where `hasCharges` says that the account can give one. */
export function drawHold(
  dice: Dice,
  n: number,
  source: string,
  accounts: readonly string[],
  hasCharges: (account: string, action: Action) => boolean,
): LoadRequest {
  const item = drawItem(dice, `${n}-hold`, accounts)
  const { account, key, action, tokens } = item
  const basis = dice.fraction()
  const isUnestimated = basis < UNESTIMATED_SHARE && hasCharges(account, action)
  const amount = isUnestimated
    ? {}
    : basis < UNESTIMATED_SHARE + NAMED_SHARE
      ? { tokens: String(tokens) }
      : { quantities: quantitiesFor(dice, action, tokens) }
  const expiresInSeconds = dice.fraction() < BRIEF_SHARE ? 1 : LASTS_SECONDS
  return {
    n,
    kind: 'hold',
    path: '/api/v1/holds',
    body: JSON.stringify({ id: key, source, account, action, ...amount, expiresInSeconds }),
    items: [{ ...item, tokens: isUnestimated ? null : String(tokens) }],
  }
}

/** What its client makes of a hold that was acknowledged. */
export function beginWork(dice: Dice, request: LoadRequest, { id = '', tokens }: Outcome): OpenWork[] {
  const { expiresInSeconds } = JSON.parse(request.body) as { expiresInSeconds: number }
  const isBrief = expiresInSeconds < LASTS_SECONDS
  const millis = isBrief ? dice.whole(BRIEF_WORK_MILLIS.min, BRIEF_WORK_MILLIS.max) : dice.whole(0, WORK_MILLIS_MAX)
  return request.items.map(({ account, key, action }) => ({
    hold: id,
    account,
    key,
    action,
    held: Number(tokens),
    end: dice.pick(ENDS),
    doneAt: Date.now() + millis,
  }))
}

/** The requests that end the hold, to be sent at once. `next` numbers them. */
export function drawEnds(dice: Dice, work: OpenWork, next: () => number): LoadRequest[] {
  switch (work.end) {
    case 'below':
      return [capture(dice, next(), work, dice.whole(1, work.held))]
    case 'at':
      return [capture(dice, next(), work, work.held)]
    case 'above':
      return [capture(dice, next(), work, work.held + dice.whole(1, ABOVE_MAX), { mode: 'report' })]
    case 'failed':
      return [capture(dice, next(), work, 0, { status: 'failed' })]
    case 'release':
      return [release(next(), work)]
    case 'both':
      return [capture(dice, next(), work, work.held), release(next(), work)]
    case 'never':
      return []
  }
}

function capture(
  dice: Dice,
  n: number,
  { hold, account, key, action }: OpenWork,
  tokens: number,
  more: { mode?: 'report'; status?: 'failed' } = {},
): LoadRequest {
  const quantities = tokens === 0 ? {} : quantitiesFor(dice, action, tokens)
  return {
    n,
    kind: 'capture',
    path: `/api/v1/holds/${hold}/capture`,
    body: JSON.stringify({ account, quantities, occurredAt: new Date().toISOString(), ...more }),
    items: [{ account, key, action, tokens: String(tokens), hold }],
  }
}

function release(n: number, { hold, account, key, action, held }: OpenWork): LoadRequest {
  return {
    n,
    kind: 'release',
    path: `/api/v1/holds/${hold}/release`,
    body: JSON.stringify({ account }),
    items: [{ account, key, action, tokens: String(held), hold }],
  }
}

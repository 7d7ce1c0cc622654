import { REFUSAL_KINDS, type RefusalKind } from '@/lib/domain/refusals'

export interface ProblemKind {
  status: number
  title: string
  /** What the caller does about it, one or two plain sentences. */
  remedy: string
}

/** `internal` is no refusal but a defect of ours. */
export type ProblemName = RefusalKind | 'internal'

/** What each of them is over HTTP. */
export const PROBLEM_KINDS: Readonly<Record<ProblemName, ProblemKind>> = {
  'invalid-request': {
    status: 400,
    title: 'The request cannot be read',
    remedy:
      'Send one well-formed JSON document in UTF-8, each field once, and the key in the Authorization header only.',
  },
  'invalid-input': {
    status: 422,
    title: 'The input breaks a rule',
    remedy: 'Correct what `errors` names: each has a JSON pointer into what you sent, a code and what to do.',
  },
  unauthenticated: {
    status: 401,
    title: 'No valid key',
    remedy: 'Send "Authorization: Bearer" and an API key that is neither revoked nor expired.',
  },
  'insufficient-tokens': {
    status: 402,
    title: 'Not enough tokens',
    remedy:
      'Nothing was charged. Add tokens, or wait for `nextAddition`, then send the same event again. Work that is done already goes with mode "report".',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    remedy: 'Use a key that has the scope which `scope` names.',
  },
  'account-frozen': {
    status: 403,
    title: 'The account is frozen or closed',
    remedy: 'No new work is admitted: ask the seller. Work that is done already goes with mode "report".',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    remedy: 'Check the address and the account. What belongs to another account is answered in the same way.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    remedy: 'Use a method that the Allow header names.',
  },
  'not-acceptable': {
    status: 406,
    title: 'Only JSON is served',
    remedy: 'Let the Accept header take application/json, or leave it out.',
  },
  'key-in-flight': {
    status: 409,
    title: 'This event is being recorded',
    remedy: 'Wait as long as Retry-After says and send the same event again: you get its answer.',
  },
  'already-reversed': {
    status: 409,
    title: 'Already reversed',
    remedy: 'Nothing: the tokens were given back before.',
  },
  conflict: {
    status: 409,
    title: 'Changed meanwhile',
    remedy: 'Read the present state and decide again.',
  },
  'price-changed': {
    status: 409,
    title: 'The price has changed',
    remedy: 'Nothing was ordered. Look at `totalCents`, the new price, and decide again.',
  },
  'order-pending': {
    status: 409,
    title: 'Another purchase is under way',
    remedy: 'Nothing was ordered. Finish or cancel the order at `url` first.',
  },
  'billing-missing': {
    status: 409,
    title: 'Nobody knows yet who buys',
    remedy: 'Nothing was ordered. Say the name, address and country of the buyer: they decide the tax.',
  },
  'too-large': {
    status: 413,
    title: 'Too large',
    remedy: 'Send it in parts: at most 1 MiB and 1,000 events in one request.',
  },
  'head-too-large': {
    status: 431,
    title: 'Address and headers are too large',
    remedy: 'Send at most 16 KiB in the address and the headers together.',
  },
  'too-slow': {
    status: 408,
    title: 'The request did not arrive in time',
    remedy: 'Send it again: nothing was changed.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    remedy: 'Send one of the types that `accepted` names, in UTF-8, not compressed.',
  },
  'key-reused': {
    status: 422,
    title: 'The id belongs to another event',
    remedy: 'Give each event an id of its own. To repeat an event, send exactly the same one.',
  },
  'unknown-action': {
    status: 422,
    title: 'Unknown action',
    remedy: 'Use an action of the rate card that was in force when the event occurred.',
  },
  'unknown-quantity-class': {
    status: 422,
    title: 'Unknown quantity class',
    remedy: 'Use the quantity classes by which the action is priced.',
  },
  'event-too-old': {
    status: 422,
    title: 'The event is too old',
    remedy: 'Events are taken for 35 days. Ask the seller for an adjustment.',
  },
  'event-in-future': {
    status: 422,
    title: 'The event lies in the future',
    remedy: 'Set the clock of the sender: it may run ahead by 5 minutes.',
  },
  'hold-resolved': {
    status: 409,
    title: 'The hold is settled already',
    remedy:
      'A hold is captured, released or runs out, once: `state` says which. Work that is done and not captured goes to /usage with mode "report" and the id of the hold.',
  },
  'capture-above-hold': {
    status: 422,
    title: 'The capture is above its hold',
    remedy:
      'The hold stays open. Capture at most `held`, or send the capture with mode "report": the work is done, so the excess is charged.',
  },
  'estimate-missing': {
    status: 422,
    title: 'Nothing to estimate from',
    remedy: 'The account has no recent charge of this action: send `quantities` or `tokens`.',
  },
  'amount-too-large': {
    status: 422,
    title: 'The amount is too large',
    remedy: 'Check the units, or report them in parts.',
  },
  'not-reversible': {
    status: 422,
    title: 'Not reversible',
    remedy: 'Make an adjustment instead.',
  },
  'too-many-holds': {
    status: 429,
    title: 'Too many holds are open',
    remedy: 'Capture or release holds of work that is over, or let them run out: `openMax` may be open at once.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many attempts',
    remedy: 'Wait as long as Retry-After says. Correct the key before you try again.',
  },
  'window-full': {
    status: 429,
    title: 'A limit is reached',
    remedy:
      'Nothing was charged. Wait until `nextAllowedAt`, then send the same event again; `limits` says which limit it is and why it is there, `waysPast` what else helps, `plansUrl` where a larger plan is taken. Work that is done already goes with mode "report".',
  },
  unavailable: {
    status: 503,
    title: 'The ledger is unavailable',
    remedy: 'Wait as long as Retry-After says and send the same request again. The same id never charges twice.',
  },
  internal: {
    status: 500,
    title: 'A fault of ours',
    remedy:
      'Send the same request again; the same id never charges twice. If it stays, tell the seller the request id in `instance`.',
  },
}

export function isProblemKind(name: string): name is ProblemName {
  return name === 'internal' || REFUSAL_KINDS.some((kind) => kind === name)
}

import type { Dice } from './dice'

const SINGLE_SHARE = 0.7
const BATCH_EVENTS_MAX = 40
const REPORT_SHARE = 0.1
const HOT_SHARE = 0.3
const CALLS_MAX = 9
const CHAT_TOKENS_MAX = 43

/** What a request is about: the work of one usage event, or of one hold. */
export interface Item {
  account: string
  /** The reporter's id of the work. */
  key: string
  action: Action
  /** What it must cost, hold or give back, computed here and not by the product; null where only the product can know. */
  tokens: string | null
  /** The hold that is captured or released. */
  hold?: string
}

/** One request of the load, as it goes over the wire, the same each time. */
export interface LoadRequest {
  n: number
  kind: 'usage' | 'hold' | 'capture' | 'release'
  path: string
  body: string
  items: Item[]
}

export type Action = 'unit' | 'chat'

/** A request to report usage, of one event or several, to the hot account (the first) or any other. */
export function drawUsage(dice: Dice, n: number, source: string, accounts: readonly string[]): LoadRequest {
  const isSingle = dice.fraction() < SINGLE_SHARE
  const count = isSingle ? 1 : dice.whole(2, BATCH_EVENTS_MAX)
  const items = Array.from({ length: count }, (_, i) => drawItem(dice, `${n}-${i}`, accounts))
  const events = items.map(({ account, key, action, tokens }) => ({
    id: key,
    source,
    account,
    action,
    quantities: quantitiesFor(dice, action, tokens),
    occurredAt: new Date().toISOString(),
    mode: dice.fraction() < REPORT_SHARE ? 'report' : 'admit',
  }))
  return {
    n,
    kind: 'usage',
    path: isSingle ? '/api/v1/usage' : '/api/v1/usage/batch',
    body: JSON.stringify(isSingle ? events[0] : events),
    items: items.map((item) => ({ ...item, tokens: String(item.tokens) })),
  }
}

/** Work of some account, priced per call or by rounded products. */
export function drawItem(
  dice: Dice,
  key: string,
  accounts: readonly string[],
): Omit<Item, 'tokens'> & { tokens: number } {
  const account = (dice.fraction() < HOT_SHARE ? accounts[0] : undefined) ?? dice.pick(accounts)
  return dice.fraction() < 0.5
    ? { account, key, action: 'unit', tokens: dice.whole(1, CALLS_MAX) }
    : { account, key, action: 'chat', tokens: dice.whole(1, CHAT_TOKENS_MAX) }
}

/**
 * Units that cost so many tokens on the test rate card: "unit" costs 1 a call; "chat" 1/10 an input and 3/10 an output, rounded up
 * to whole tokens, at least 1.
 */
export function quantitiesFor(dice: Dice, action: Action, tokens: number): Record<string, number> {
  if (action === 'unit') return { call: tokens }
  const tenths = dice.whole(10 * tokens - 9, 10 * tokens)
  const output = dice.whole(0, Math.min(9, Math.floor(tenths / 3)))
  return { input: tenths - 3 * output, output }
}

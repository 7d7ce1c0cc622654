import { type Tokens, tokensToDecimal } from '@/lib/domain/tokens'

/** What became of the rows read so far. Amounts are thousandths of a token. */
export interface Tally {
  read: number
  charged: number
  failed: number
  replayed: number
  refused: number
  bad: number
  /** Of the rows charged now. */
  tokens: Tokens
  /** Of the rows that had been charged before. */
  tokensReplayed: Tokens
  /** All of them, computed again here from the arithmetic in the answers. */
  tokensRecomputed: Tokens
}

export function emptyTally(): Tally {
  return {
    read: 0,
    charged: 0,
    failed: 0,
    replayed: 0,
    refused: 0,
    bad: 0,
    tokens: 0n,
    tokensReplayed: 0n,
    tokensRecomputed: 0n,
  }
}

/** Whether every row has an answer and every charge computes again to its tokens. */
export function addsUp(tally: Tally): boolean {
  const { read, charged, failed, replayed, refused, bad } = tally
  return (
    read === charged + failed + replayed + refused + bad &&
    tally.tokens + tally.tokensReplayed === tally.tokensRecomputed
  )
}

/** The end of an import in lines. Throws nothing: what does not add up is said. */
export function summary(tally: Tally, seconds: number): string[] {
  const { read, charged, failed, replayed, refused, bad, tokens, tokensReplayed, tokensRecomputed } = tally
  const rate = seconds > 0 ? Math.round(read / seconds) : read
  return [
    `Rows read          ${read}, in ${seconds.toFixed(1)} s (${rate} rows/s)`,
    `  charged now      ${charged}, ${tokensToDecimal(tokens)} tokens`,
    `  failed           ${failed}, recorded at no cost`,
    `  known before     ${replayed}, ${tokensToDecimal(tokensReplayed)} tokens; nothing was charged again`,
    `  refused          ${refused}`,
    `  bad              ${bad}, not sent`,
    `Tokens of the file ${tokensToDecimal(tokens + tokensReplayed)}`,
    `Computed again     ${tokensToDecimal(tokensRecomputed)}, here, from the prices and quantities in the answers`,
    addsUp(tally)
      ? 'It adds up.'
      : 'IT DOES NOT ADD UP: keep this output and tell the seller. Nothing is lost; the ledger has what it acknowledged.',
  ]
}

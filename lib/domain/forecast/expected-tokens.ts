import { TOKEN, type Tokens } from '../tokens'

/** An expected amount in whole tokens, for words about it; it is posted nowhere. */
export function expectedTokens(amount: number): Tokens {
  return BigInt(Math.round(amount)) * TOKEN
}

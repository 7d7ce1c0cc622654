import type { Tokens } from '../tokens'
import type { Threshold } from './model'

/** The threshold in tokens; null for one in days while nobody knows the pace, in thousandths a day. */
export function thresholdIn(threshold: Threshold, tokensPerDay: Tokens | null): Tokens | null {
  if ('tokens' in threshold) return threshold.tokens
  return tokensPerDay === null ? null : BigInt(threshold.days) * tokensPerDay
}

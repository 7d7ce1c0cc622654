import { type Tokens, tokensToPlot } from '../tokens'

/** In tenths: 1, 1.5, 2, 2.5, 3, 4, 5, 6 and 8 times a power of ten are round to a reader. */
const ROUND_TENTHS = [10n, 15n, 20n, 25n, 30n, 40n, 50n, 60n, 80n]
const STEPS = 3

export interface AmountAxis {
  /** The axis' end: nothing is above. */
  top: Tokens
  /** Four of them, from 0; `bottom` is a fraction of the plot's height. */
  ticks: { amount: Tokens; bottom: number }[]
}

/** An axis from 0 in four round ticks, as low as `most` allows; `most` in tokens, as floating point. */
export function planAmountAxis(most: number): AmountAxis {
  const step = roundStep(most / STEPS)
  return {
    top: step * BigInt(STEPS),
    ticks: Array.from({ length: STEPS + 1 }, (_, i) => ({ amount: step * BigInt(i), bottom: i / STEPS })),
  }
}

/** The least round amount that is not below; of 0 a hundredth of a token. */
function roundStep(least: number): Tokens {
  for (let power = 1n; ; power *= 10n) {
    const step = ROUND_TENTHS.map((tenths) => tenths * power).find((amount) => tokensToPlot(amount) >= least)
    if (step !== undefined) return step
  }
}

import { type Tokens, tokensToPlot } from '../tokens'

const TICKS_MAX = 4
/** The share of a day's width that stays empty on either side of its bar. */
export const BAR_GAP = 0.15

/** A part of a bar. All places and sizes are fractions of the plot's width or height, from its left or its foot. */
export interface BarSegment {
  series: number
  bottom: number
  height: number
}

export interface UsageBars {
  /** The axis' end: every bar is below. */
  top: Tokens
  ticks: { amount: Tokens; bottom: number }[]
  bars: { left: number; width: number; segments: BarSegment[] }[]
}

/** Stacked bars, first series at the foot; a pure picture for page, mail and print. `series` holds an amount per day. */
export function planUsageBars(series: readonly (readonly Tokens[])[], dayCount: number): UsageBars {
  const sums = Array.from({ length: dayCount }, (_, day) => series.reduce((sum, one) => sum + (one[day] ?? 0n), 0n))
  const most = sums.reduce((max, sum) => (sum > max ? sum : max), 0n)
  const step = niceStep(most)
  const stepCount = most === 0n ? 1n : (most + step - 1n) / step
  const top = step * stepCount
  const share = (amount: Tokens) => tokensToPlot(amount) / tokensToPlot(top)
  return {
    top,
    ticks: Array.from({ length: Number(stepCount) + 1 }, (_, i) => ({
      amount: step * BigInt(i),
      bottom: i / Number(stepCount),
    })),
    bars: sums.map((_, day) => ({
      left: (day + BAR_GAP) / dayCount,
      width: (1 - 2 * BAR_GAP) / dayCount,
      segments: stack(
        series.map((one) => one[day] ?? 0n),
        share,
      ),
    })),
  }
}

function stack(amounts: readonly Tokens[], share: (amount: Tokens) => number): BarSegment[] {
  let below = 0n
  return amounts.flatMap((amount, series) => {
    const segment = { series, bottom: share(below), height: share(amount) }
    below += amount
    return amount > 0n ? [segment] : []
  })
}

/** The least of 1, 2 or 5 times a power of ten that reaches `most` in at most four steps. */
function niceStep(most: Tokens): Tokens {
  for (let power = 1n; ; power *= 10n) {
    for (const factor of [1n, 2n, 5n]) {
      const step = power * factor
      if (step * BigInt(TICKS_MAX) >= most) return step
    }
  }
}

import { type Tokens, tokensToPlot } from '../tokens'

/** Every grant can be seen, however small beside the others. */
const SHARE_MIN = 0.02

export interface GrantShare {
  /** Fractions of the bar's width. */
  left: number
  width: number
}

/** The places of the grants in a bar of what is left: proportional, but none too narrow to be seen. */
export function grantShares(amounts: readonly Tokens[]): GrantShare[] {
  const plotted = amounts.map(tokensToPlot)
  const sum = plotted.reduce((total, amount) => total + amount, 0)
  const least = Math.min(SHARE_MIN, 1 / Math.max(1, amounts.length))
  const widths = plotted.map((amount) => Math.max(least, sum === 0 ? 0 : amount / sum))
  const total = widths.reduce((all, width) => all + width, 0)
  let left = 0
  return widths.map((width) => {
    const share = { left, width: width / total }
    left += share.width
    return share
  })
}

/** A fraction of the plot as SVG takes it. */
export function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(3)}%`
}

/** Words near an end stay within the plot. */
export function anchorAt(left: number): 'start' | 'middle' | 'end' {
  return left < 0.06 ? 'start' : left > 0.94 ? 'end' : 'middle'
}

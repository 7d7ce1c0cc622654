/** Around this many mean days' use logarithms become linear: a path that has used nothing so far is not infinitely far from the middle. */
const FLOOR_DAYS = 0.02

/**
 * Moves all paths away from the middle one (or towards it): what each has used by the end of each step becomes, in log, `factor` times as
 * far from the median of all. The middle stays where it is, and no path ever takes back what it used. Changes the paths in place.
 */
export function stretchPaths(paths: readonly Float64Array[], factor: number, meanDay: number): void {
  const floor = meanDay * FLOOR_DAYS
  if (factor === 1 || floor === 0) return
  const [used, stretched] = [new Float64Array(paths.length), new Float64Array(paths.length)]
  const sorted = new Float64Array(paths.length)
  const steps = paths[0]?.length ?? 0
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < paths.length; i++) used[i] = valueAt(used, i) + valueAt(paths[i], step)
    sorted.set(used)
    const middle = valueAt(sorted.sort(), paths.length >> 1) + floor
    for (let i = 0; i < paths.length; i++) {
      const path = paths[i]
      const before = valueAt(stretched, i)
      const by = Math.max(before, middle * ((valueAt(used, i) + floor) / middle) ** factor - floor)
      if (path) path[step] = by - before
      stretched[i] = by
    }
  }
}

function valueAt(values: Float64Array | undefined, i: number): number {
  return values?.[i] ?? 0
}

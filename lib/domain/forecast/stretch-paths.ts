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
  for (let step = 0; step < (paths[0]?.length ?? 0); step++) {
    for (const [i, path] of paths.entries()) used[i] = (used[i] ?? 0) + (path[step] ?? 0)
    sorted.set(used)
    const middle = (sorted.sort()[paths.length >> 1] ?? 0) + floor
    for (const [i, path] of paths.entries()) {
      const before = stretched[i] ?? 0
      const by = Math.max(before, middle * (((used[i] ?? 0) + floor) / middle) ** factor - floor)
      path[step] = by - before
      stretched[i] = by
    }
  }
}

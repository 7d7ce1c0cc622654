/** Chance that always falls the same way: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next: () => number
  /** A whole number from `min` to `max`; with `skew` above 1 small ones are more frequent. */
  between: (min: number, max: number, skew?: number) => number
  chance: (probability: number) => boolean
  /** How many events a period with `mean` of them has, after Poisson. */
  count: (mean: number) => number
  /** One of the choices, by their weights. */
  pick: <T>(choices: readonly (readonly [weight: number, choice: T])[]) => T
}

/** Mulberry32, seeded with the FNV-1a hash of the text. */
export function randomOf(seed: string): Random {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (min, max, skew = 1) => min + Math.floor((max - min + 1) * next() ** skew),
    chance: (probability) => next() < probability,
    count: (mean) => poisson(mean, next),
    pick: (choices) => pick(choices, next),
  }
}

/** In parts of at most 20, for which the exponential does not vanish. */
function poisson(mean: number, next: () => number): number {
  if (mean > 20) return poisson(20, next) + poisson(mean - 20, next)
  const limit = Math.exp(-mean)
  let events = -1
  for (let product = 1; product > limit; product *= next()) events++
  return events
}

function pick<T>(choices: readonly (readonly [number, T])[], next: () => number): T {
  let left = next() * choices.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, choice] of choices) {
    left -= weight
    if (left < 0) return choice
  }
  throw new Error('There was nothing to pick.')
}

/** Chance that can be repeated: the same seed throws the same numbers (mulberry32). */
export class Dice {
  private state: number

  constructor(private readonly seed: number) {
    this.state = seed >>> 0
  }

  /** From 0 up to, not including, 1. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number, both ends included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.fraction() * (max - min + 1))
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.whole(0, choices.length - 1)]
    if (chosen === undefined) throw new Error('There is nothing to choose from.')
    return chosen
  }

  /** Dice of its own for the nth of several that throw at once. */
  fork(n: number): Dice {
    return new Dice((this.seed + Math.imul(n + 1, 0x9e3779b1)) >>> 0)
  }
}

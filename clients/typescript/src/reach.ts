import { Refused, Unreachable } from './errors.js'
import { type Backoff, backoffMillis } from './plan-retry.js'

/** The same request is still being answered there. */
const RUNNING = 409

/** Remembers for a while that Comptoir is away, so that not every call waits to find out for itself. */
export class Reach {
  private failures = 0
  private awayUntil = 0

  constructor(private readonly backoff: Backoff) {}

  /** Whether it was away a moment ago. */
  get isAway(): boolean {
    return this.millisAway > 0
  }

  /** Until it is worth asking again. */
  get millisAway(): number {
    return Math.max(0, this.awayUntil - performance.now())
  }

  /** Makes the call, and learns from how it ends: any clear answer, a refusal too, says that Comptoir is there. */
  async attempt<T>(call: () => Promise<T>): Promise<T> {
    try {
      const answer = await call()
      this.there()
      return answer
    } catch (error) {
      if (error instanceof Refused || (error instanceof Unreachable && error.status === RUNNING)) this.there()
      else if (error instanceof Unreachable) this.away(error.retryAfterSeconds)
      throw error
    }
  }

  private there(): void {
    this.failures = 0
    this.awayUntil = 0
  }

  private away(retryAfterSeconds: number | null): void {
    this.failures++
    // At least half of it, so that nobody finds it back before a moment has passed.
    const wait = backoffMillis(this.failures, this.backoff, (1 + Math.random()) / 2)
    this.awayUntil = performance.now() + (retryAfterSeconds ?? 0) * 1000 + wait
  }
}

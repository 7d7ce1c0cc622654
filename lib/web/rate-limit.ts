export interface FailureLimits {
  /** Failures in a row that are answered before the wait begins. */
  burst: number
  perSecond: number
  /** Addresses remembered; the one heard longest ago is forgotten first. */
  addressesMax: number
}

const LIMITS: FailureLimits = { burst: 30, perSecond: 1, addressesMax: 10_000 }

interface Bucket {
  left: number
  atMillis: number
}

/** A token bucket for each network address, spent by failed authentications only. One process, no database. */
export class FailureLimiter {
  private readonly buckets = new Map<string, Bucket>()

  constructor(
    private readonly now: () => number = Date.now,
    private readonly limits: FailureLimits = LIMITS,
  ) {}

  /** Seconds until the address may try again; 0 when it may now. */
  waitSeconds(address: string): number {
    const left = this.refilled(address)
    return left >= 1 ? 0 : Math.ceil((1 - left) / this.limits.perSecond)
  }

  countFailure(address: string): void {
    const left = Math.max(0, this.refilled(address) - 1)
    this.buckets.delete(address)
    this.buckets.set(address, { left, atMillis: this.now() })
    if (this.buckets.size <= this.limits.addressesMax) return
    const [oldest] = this.buckets.keys()
    if (oldest !== undefined) this.buckets.delete(oldest)
  }

  private refilled(address: string): number {
    const bucket = this.buckets.get(address)
    if (!bucket) return this.limits.burst
    const seconds = Math.max(0, this.now() - bucket.atMillis) / 1000
    return Math.min(this.limits.burst, bucket.left + seconds * this.limits.perSecond)
  }
}

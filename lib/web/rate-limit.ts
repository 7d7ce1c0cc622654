export interface AddressLimits {
  /** So many in a row are answered before the wait begins. */
  burst: number
  perSecond: number
  /** Addresses remembered; the one heard longest ago is forgotten first. */
  addressesMax: number
}

const LIMITS: AddressLimits = { burst: 30, perSecond: 1, addressesMax: 10_000 }

interface Bucket {
  left: number
  atMillis: number
}

/** A token bucket for each network address, spent by what the door counts, such as failed authentications. One process, no database. */
export class AddressLimiter {
  private readonly buckets = new Map<string, Bucket>()

  constructor(
    private readonly now: () => number = Date.now,
    private readonly limits: AddressLimits = LIMITS,
  ) {}

  /** Seconds until the address may try again; 0 when it may now. */
  waitSeconds(address: string): number {
    const left = this.refilled(address)
    return left >= 1 ? 0 : Math.ceil((1 - left) / this.limits.perSecond)
  }

  count(address: string): void {
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

const TRUSTED_MAX = 10_000

/**
 * Stands at a door that opens to a secret: an address that brought too many wrong ones waits before another is looked at. Secrets
 * that were good are not made to wait for another client behind the same address. `mark` tells secrets apart and is none: their end.
 */
export class SecretGate {
  private readonly trusted = new Set<string>()

  constructor(private readonly failures = new AddressLimiter()) {}

  /** Seconds until the address may bring it again; 0 when it may now. */
  waitSeconds(address: string, mark: string): number {
    return this.trusted.has(mark) ? 0 : this.failures.waitSeconds(address)
  }

  wasGood(mark: string): void {
    if (this.trusted.size >= TRUSTED_MAX) this.trusted.clear()
    this.trusted.add(mark)
  }

  wasWrong(address: string, mark: string): void {
    this.trusted.delete(mark)
    this.failures.count(address)
  }
}

import type { Instant } from '../instants'
import type { Tokens } from '../tokens'

/** An account of the demo story. */
export interface DemoAccount {
  readonly accountId: string
  readonly name: string
  readonly ownerId: string
  readonly ownerEmail: string
  readonly createdAt: Instant
  /** Null while nothing was ever posted. */
  readonly lastTransactionAt: Instant | null
  /** As the last transaction left it. */
  readonly available: Tokens
}

export interface DemoAccounts {
  readonly asOf: Instant
  /** The oldest first. */
  readonly accounts: readonly DemoAccount[]
}

import type { Instant } from '../instants'

/** A JSON object as the payments sandbox keeps it. */
export type SandboxJson = Readonly<Record<string, unknown>>

/** One object of the sandbox: a customer, a session, a payment intent. */
export interface SandboxRow {
  id: string
  kind: string
  /** The customer and the object that it belongs to. */
  customer: string | null
  owner: string | null
  createdAt: Instant
  /** When something happens to it by itself. */
  dueAt: Instant | null
  /** As the API shows it, and what the API does not show. */
  body: SandboxJson
  hidden: SandboxJson
}

export interface SandboxAnswer {
  status: number
  body: SandboxJson
}

export interface SandboxEventRow {
  id: string
  type: string
  createdAt: Instant
  body: SandboxJson
}

/** A delivery to be made: when, and its turn among those of the same instant (a null keeps the order of the events). */
export interface PlannedDelivery {
  dueAt: Instant
  isReversed: boolean
  isDropped: boolean
}

export interface ClaimedDelivery {
  id: bigint
  /** This try included. */
  attempts: number
  event: SandboxEventRow
}

export interface SandboxPage {
  rowsMax: number
  /** Only what came before, or after, the object or event of this id. */
  before?: string
  after?: string
}

/** How deliveries of events go wrong on purpose. All zero, with one copy: as they should. */
export interface SandboxSwitches {
  /** Seconds that each waits. */
  delaySeconds: number
  /** How often each is sent. */
  copies: number
  /** Those of so many seconds are sent together at their end, the newest first; 0 keeps the order. */
  reorderSeconds: number
  /** 1 sends none at all. */
  drop: number
}

export const NO_SWITCHES: SandboxSwitches = { delaySeconds: 0, copies: 1, reorderSeconds: 0, drop: 0 }

/** The sandbox's books within one transaction: all of a request is kept, or nothing. */
export interface SandboxBooks {
  /**
   * Takes an idempotency key. Null when it is ours; else the fingerprint and answer of the request that had it first. Waits for a
   * request of the same key that is under way. Keys older than `forgottenBefore` are free again.
   */
  claimKey(
    request: { key: string; fingerprint: string; at: Instant },
    forgottenBefore: Instant,
  ): Promise<{ fingerprint: string; answer: SandboxAnswer } | null>
  keepAnswer(key: string, answer: SandboxAnswer): Promise<void>
  /** Locks the object until the transaction ends. */
  lockObject(id: string): Promise<SandboxRow | null>
  findObject(id: string): Promise<SandboxRow | null>
  saveObject(row: SandboxRow): Promise<void>
  /** The newest first; one row more than `rowsMax` when there are more. */
  listObjects(
    of: { kind: string; customer?: string | undefined; owner?: string | undefined },
    page: SandboxPage,
  ): Promise<SandboxRow[]>
  /** Objects of which something is due, locked; those that others hold are left to them. */
  lockDueObjects(now: Instant, rowsMax: number): Promise<SandboxRow[]>
  insertEvent(event: SandboxEventRow, deliveries: readonly PlannedDelivery[]): Promise<void>
  findEvent(id: string): Promise<SandboxEventRow | null>
  /** The newest first, from and until inclusive; one more than `rowsMax` when there are more. */
  listEvents(
    of: { types: readonly string[] | null; from: Instant | null; until: Instant | null },
    page: SandboxPage,
  ): Promise<SandboxEventRow[]>
  loadSwitches(): Promise<SandboxSwitches>
  saveSwitches(switches: SandboxSwitches): Promise<void>
}

/** Where the sandbox keeps its state, so that every process sees the same and none loses it. */
export interface SandboxStore {
  inTransaction<T>(work: (books: SandboxBooks) => Promise<T>): Promise<T>
  /** Takes due deliveries for one process until `claimedUntil`, past those of others. */
  claimDeliveries(now: Instant, claimedUntil: Instant, rowsMax: number): Promise<ClaimedDelivery[]>
  /** Ends a try: delivered, to be tried again at `retryAt`, or given up when that is null. */
  settleDelivery(
    id: bigint,
    outcome: { at: Instant; answer: string; isDelivered: boolean; retryAt: Instant | null },
  ): Promise<void>
}

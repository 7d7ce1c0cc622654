import type { ApiKeyCaller, MemberCaller, SystemCaller } from '@/lib/domain/access/callers'
import { type Instant, instantToIso } from '@/lib/domain/instants'
import { UsageEventInput } from '@/lib/domain/metering/inputs'
import type { ChargeView } from '@/lib/domain/metering/model'
import type { RefusalKind } from '@/lib/domain/refusals'
import type { Tokens } from '@/lib/domain/tokens'
import type { House } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { PLAIN_EVENT, toUsageEvent } from '@/lib/usecases/metering/record-usage'
import type { Customer } from './customers'
import type { Draft } from './habits'

/** How usage may be refused: tokens or a window ran out. */
const EXPECTED: readonly RefusalKind[] = ['insufficient-tokens', 'window-full']

/** Who acts in the story where nobody signs in. */
export const DEMO: SystemCaller = { kind: 'system', rule: 'demo' }

/** A customer as far as the story is told. */
export interface Told {
  readonly customer: Customer
  readonly accountId: string
  readonly apiKeyId: string
  readonly owner: MemberCaller
  /** As the last deed left it. */
  available: Tokens
}

/** A usage event of a customer. */
export interface Reported extends Draft {
  readonly told: Told
  readonly id: string
  readonly occurredAt: Instant
  readonly status?: 'failed'
}

/** Something that happens to a customer once, at the end of an hour. Done again it changes nothing: each has a key. */
export type Deed = (told: Told, at: Instant) => Promise<void>

/** The house in which the story is told: the real one, with a clock of its own. */
export class Teller {
  readonly house: House
  private at: Instant = 0n
  private readonly told = new Map<string, Told>()

  constructor(base: House) {
    this.house = { ...base, clock: () => this.at }
  }

  setClock(at: Instant): void {
    this.at = at
  }

  introduce(told: Told): void {
    this.told.set(told.customer.key, told)
  }

  /** The customer, once it has joined. */
  find(customer: Customer): Told | undefined {
    return this.told.get(customer.key)
  }

  /** Reports the events of all customers in one group commit, as their own keys would. Returns the charges, refused events left out. */
  async report(events: readonly Reported[]): Promise<ChargeView[]> {
    const usage = events.map(({ told, id, occurredAt, status, ...draft }) =>
      toUsageEvent(
        UsageEventInput.parse({ ...draft, id, source: 'story', occurredAt: instantToIso(occurredAt), status }),
        keyOf(told),
        PLAIN_EVENT,
      ),
    )
    const outcomes = await enqueueUsage(usage, this.house)
    return outcomes.flatMap((outcome, i) => {
      if (outcome.kind === 'refusal' && !EXPECTED.includes(outcome.refusal.kind)) throw outcome.refusal
      if (outcome.kind === 'refusal') return []
      const told = events[i]?.told
      if (told) told.available = outcome.charge.availableAfter
      return [outcome.charge]
    })
  }
}

/** The customer's own key, as its service shows it. */
export function keyOf({ accountId, apiKeyId }: Told): ApiKeyCaller {
  return { kind: 'apiKey', keyId: apiKeyId, accountId, scopes: ['usage:write'] }
}

import type { Instant } from '../instants'
import type { Refusal } from '../refusals'
import { hourStart } from './rollup'

export interface RefusalCount {
  readonly accountId: string
  readonly hourAt: Instant
  /** The kind of refusal, or the kind and what refused: "window-full:account:hour". */
  readonly reason: string
  readonly refusals: bigint
}

/** All that a refused operation leaves behind: a count per hour, of its kind and of each quota that was full. */
export class RefusalCounts {
  private readonly counted = new Map<string, RefusalCount>()

  constructor(private readonly now: Instant) {}

  get rows(): RefusalCount[] {
    return [...this.counted.values()]
  }

  count(accountId: string, { kind, subjects }: Refusal): void {
    for (const reason of [kind, ...subjects.map((subject) => `${kind}:${subject}`)]) {
      const id = `${accountId}|${reason}`
      const row = this.counted.get(id) ?? { accountId, hourAt: hourStart(this.now), reason, refusals: 0n }
      this.counted.set(id, { ...row, refusals: row.refusals + 1n })
    }
  }
}

import type { HoldView } from '@/lib/domain/metering/model'
import { Refusal } from '@/lib/domain/refusals'

/** The id stands for other work already; `outcome` says what was not done now. */
export function keyReused(key: string, outcome: string): Refusal {
  return new Refusal('key-reused', {
    detail: `The id "${key}" was used before for other work. ${outcome} Give each event an id of its own.`,
    faults: [{ pointer: '/id', code: 'key-reused', message: 'Send a new id, or exactly the same again.' }],
  })
}

/** The hold was captured, released or ran out. */
export function holdResolved({ state, key }: HoldView): Refusal {
  return new Refusal('hold-resolved', {
    detail: `The hold is ${state} already, and a hold is settled once. Nothing was changed. Work that is done and not captured goes to /usage with mode "report" and the id "${key}".`,
    facts: { state },
  })
}

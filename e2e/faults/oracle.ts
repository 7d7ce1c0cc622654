import type { House } from '@/lib/usecases/define'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import type { Tally } from './load'
import { isFinal, nameOf, type Outcome, REFUSALS } from './outcome'
import type { Replayed, Told } from './replay'
import { shorten, type Verdict } from './verdict'

/** Of two ends of one hold that were sent at once, one may have waited long enough for the other: it is to be sent again. */
const IN_FLIGHT = '409 key-in-flight'
const OTHERWISE: readonly string[] = ['200', ...REFUSALS, IN_FLIGHT]
const DURING = [...OTHERWISE, '0', '503 unavailable']

/**
 * Acknowledged is kept: the answer to the repetition is the first answer, word for word. Who was refused left nothing: what is
 * admitted at the repetition had not been recorded before, and the end of a hold that was refused stays so.
 */
export function judgeAnswers(told: readonly Told[]): Verdict {
  const wrong = told.flatMap(({ request, first = [], final }) =>
    first.flatMap((before, i) => {
      const after = final[i]
      const what = `${request.kind} ${request.items[i]?.key}`
      if (before.status === 200)
        return isSame(before, after)
          ? []
          : [`${what} was acknowledged as ${textOf(before)}, and is now ${textOf(after)}`]
      if (!isFinal(before)) return []
      const isEnded = before.problem === 'hold-resolved'
      return after?.isReplayed || (isEnded && after?.problem !== before.problem)
        ? [`${what} was refused as ${nameOf(before)}, and is now ${textOf(after)}`]
        : []
    }),
  )
  return shorten(wrong)
}

/** No answer but what was asked for, a right refusal, or 503 while the fault lasts. */
export function judgeStatuses(tally: Tally, { failures, told }: Replayed): Verdict {
  const strange = (phase: string, counts: ReadonlyMap<string, number>, allowed: readonly string[]) =>
    [...counts].flatMap(([name, count]) =>
      allowed.includes(name)
        ? []
        : [`${count} items were answered ${name === '0' ? 'by a cut connection' : name} ${phase}`],
    )
  const open = told.filter(({ final }) => !final.every(isFinal)).length
  return [
    ...strange('before the fault', tally.before, OTHERWISE),
    ...strange('during the fault', tally.during, DURING),
    ...strange('after it healed', tally.after, OTHERWISE),
    ...strange('at the repetition', failures, [IN_FLIGHT]),
    ...(open > 0 ? [`${open} requests never got a final answer`] : []),
  ]
}

/** All invariants of the ledger, over everything there is. */
export async function judgeLedger(house: House): Promise<Verdict> {
  const results = await verifyLedger({ kind: 'job', name: 'verify' }, {}, house)
  return results.flatMap(({ invariant, name, offences }) =>
    shorten(
      offences.map(
        ({ accountId, row, expected, found }) =>
          `verify ${invariant}, ${name}: account ${accountId}, ${row}: expected ${expected}; found ${found}`,
      ),
    ),
  )
}

function isSame(before: Outcome, after: Outcome | undefined): boolean {
  return (
    after?.isReplayed === true &&
    before.id === after.id &&
    before.tokens === after.tokens &&
    before.at === after.at &&
    before.digest === after.digest
  )
}

function textOf(outcome: Outcome | undefined): string {
  if (!outcome) return 'not answered'
  const { id, tokens, digest, isReplayed } = outcome
  return outcome.status === 200 ? `${isReplayed ? 'repeated' : 'new'} ${id} of ${tokens} (${digest})` : nameOf(outcome)
}

import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { BalanceAnswer } from '@/lib/domain/ledger/wire'
import type { UsageEventInput } from '@/lib/domain/metering/inputs'
import type { ChargeAnswer, UsageAnswer } from '@/lib/domain/metering/wire'
import type { BatchAnswer } from '@/lib/web/batch-answer'
import type { ProblemAnswer } from '@/lib/web/problem'
import type * as answers from './answers.js'
import type { Problem } from './problem.js'
import type { UsageEvent } from './requests.js'

/** `true` when everything of the first type is also of the second. */
type IsIn<Part, Whole> = [Part] extends [Whole] ? true : false
/** And it has no name that the second does not know. */
type Agrees<Part, Whole> = IsIn<Part, Whole> extends true ? IsIn<keyof Part, keyof Whole> : false

test('the types agree with what the server sends and takes, or this file does not compile', () => {
  const agreements: {
    usage: Agrees<z.output<typeof UsageAnswer>, answers.UsageAnswer>
    charge: Agrees<z.output<typeof ChargeAnswer>, answers.ChargeAnswer>
    chargeInside: Agrees<z.output<typeof ChargeAnswer>['charge'], answers.Charge>
    batch: Agrees<z.output<typeof BatchAnswer>, answers.BatchAnswer>
    balance: Agrees<z.output<typeof BalanceAnswer>, answers.Balance>
    grant: Agrees<z.output<typeof BalanceAnswer>['grants'][number], answers.Grant>
    problem: IsIn<z.output<typeof ProblemAnswer>, Problem>
    event: Agrees<UsageEvent, z.input<typeof UsageEventInput>>
  } = {
    usage: true,
    charge: true,
    chargeInside: true,
    batch: true,
    balance: true,
    grant: true,
    problem: true,
    event: true,
  }
  expect(Object.values(agreements)).not.toContain(false)
  const disagreements: [
    Agrees<{ tokens: string }, { tokens: number }>,
    Agrees<{ tokens: string | null }, { tokens: string }>,
    Agrees<{ tokens: string; owed: string }, { tokens: string }>,
    Agrees<{ tokens: string }, { tokens: string; owed: string }>,
  ] = [false, false, false, false]
  expect(disagreements).not.toContain(true)
})

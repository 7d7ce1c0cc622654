import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { BalanceAnswer } from '@/lib/domain/ledger/wire'
import type { CaptureAnswer, GetHoldAnswer, HoldAnswer, ReleaseAnswer } from '@/lib/domain/metering/hold-wire'
import type { CaptureInput, HoldInput, QuoteInput, ReleaseInput, UsageEventInput } from '@/lib/domain/metering/inputs'
import type { ChargeAnswer, UsageAnswer } from '@/lib/domain/metering/wire'
import type { BatchAnswer } from '@/lib/web/batch-answer'
import type { ProblemAnswer } from '@/lib/web/problem'
import type { QuoteAnswer } from '@/lib/web/quote-answer'
import type * as answers from './answers.js'
import type { Problem } from './problem.js'
import type { NamedHoldRequest, OfAccount, QuoteRequest, TimedCapture, UsageEvent } from './requests.js'

/** `true` when everything of the first type is also of the second. */
type IsIn<Part, Whole> = [Part] extends [Whole] ? true : false
/** And it has no name that the second does not know. */
type Agrees<Part, Whole> = IsIn<Part, Whole> extends true ? IsIn<keyof Part, keyof Whole> : false
/** What is sent is taken, and whatever the server takes can be said. */
type Says<Sent, Taken> = Agrees<Sent, Taken> extends true ? IsIn<keyof Taken, keyof Sent> : false

test('the types agree with what the server sends and takes, or this file does not compile', () => {
  const agreements: {
    usage: Agrees<z.output<typeof UsageAnswer>, answers.UsageAnswer>
    charge: Agrees<z.output<typeof ChargeAnswer>, answers.ChargeAnswer>
    chargeInside: Agrees<z.output<typeof ChargeAnswer>['charge'], answers.Charge>
    batch: Agrees<z.output<typeof BatchAnswer>, answers.BatchAnswer>
    balance: Agrees<z.output<typeof BalanceAnswer>, answers.Balance>
    grant: Agrees<z.output<typeof BalanceAnswer>['grants'][number], answers.Grant>
    problem: IsIn<z.output<typeof ProblemAnswer>, Problem>
    limit: Agrees<z.output<typeof UsageAnswer>['limits'][number], answers.Limit>
    hold: Agrees<z.output<typeof HoldAnswer>, answers.HoldAnswer>
    holdInside: Agrees<z.output<typeof GetHoldAnswer>['hold'], answers.Hold>
    capture: Agrees<z.output<typeof CaptureAnswer>, answers.CaptureAnswer>
    release: Agrees<z.output<typeof ReleaseAnswer>, answers.ReleaseAnswer>
    quote: Agrees<z.output<typeof QuoteAnswer>, answers.Quote>
    sentUsage: Says<UsageEvent, z.input<typeof UsageEventInput>>
    sentHold: Says<NamedHoldRequest, z.input<typeof HoldInput>>
    sentCapture: Says<TimedCapture, z.input<typeof CaptureInput>>
    sentRelease: Says<OfAccount, z.input<typeof ReleaseInput>>
    sentQuote: Says<QuoteRequest, z.input<typeof QuoteInput>>
  } = {
    usage: true,
    charge: true,
    chargeInside: true,
    batch: true,
    balance: true,
    grant: true,
    problem: true,
    limit: true,
    hold: true,
    holdInside: true,
    capture: true,
    release: true,
    quote: true,
    sentUsage: true,
    sentHold: true,
    sentCapture: true,
    sentRelease: true,
    sentQuote: true,
  }
  expect(Object.values(agreements)).not.toContain(false)
  const disagreements: [
    Says<{ tokens: string }, { tokens: string; owed?: string }>,
    Agrees<{ tokens: string }, { tokens: number }>,
    Agrees<{ tokens: string | null }, { tokens: string }>,
    Agrees<{ tokens: string; owed: string }, { tokens: string }>,
    Agrees<{ tokens: string }, { tokens: string; owed: string }>,
  ] = [false, false, false, false, false]
  expect(disagreements).not.toContain(true)
})

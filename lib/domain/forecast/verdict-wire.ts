import { z } from 'zod'
import { type Instant, instantToIso } from '../instants'
import { InstantWire, TokensWire } from '../ledger/wire'
import { QUOTA_MEASURES, QUOTA_SCOPES } from '../quotas/model'
import { tokensToDecimal } from '../tokens'
import type { ExpectedTopUp, Lapse, NextAddition } from './model'
import { VERDICTS, type Verdict } from './verdict-model'
import type { VerdictWords } from './verdict-words'

const Addition = z.object({ at: InstantWire, tokens: TokensWire, name: z.string() })

const TopUp = z.object({
  at: InstantWire,
  tokens: TokensWire,
  cost: z.string().regex(/^\d+$/).meta({ description: "Tax included, in minor units of the account's currency." }),
  probability: z.number().min(0).max(1),
})

const Waste = z.object({
  grant: z.uuid(),
  name: z.string(),
  at: InstantWire.meta({ description: 'When it expires.' }),
  available: TokensWire.meta({ description: 'What is in it now.' }),
  lapses: TokensWire.meta({ description: 'What of that will probably lapse.' }),
})

const Window = z.object({
  name: z.string(),
  scope: z.enum(QUOTA_SCOPES),
  measure: z.enum(QUOTA_MEASURES),
  cap: TokensWire,
  used: TokensWire,
  slows: z.boolean().meta({ description: 'Requests are slowed; else refused.' }),
  opensAt: InstantWire.nullable(),
})

export const VerdictAnswer = z
  .object({
    kind: z.enum(VERDICTS).meta({ description: 'The first verdict that holds, in this order.' }),
    also: z.array(z.enum(VERDICTS)).meta({ description: 'What else holds.' }),
    sentence: z.string().meta({ description: 'The same for people, in the language that was asked for.' }),
    more: z.string().meta({ description: 'The line beneath the sentence; may be empty.' }),
    at: InstantWire.meta({ description: 'The moment that it holds for.' }),
    timeZone: z.string(),
    currency: z.string(),
    available: TokensWire,
    depletion: z
      .object({ p10: InstantWire.nullable(), p50: InstantWire.nullable(), p90: InstantWire.nullable() })
      .nullable()
      .meta({
        description:
          'When a request first finds no tokens, with its 80% range; an end is null that lies beyond what is foreseen. Null when nothing is known, or when it is now.',
      }),
    cause: z.enum(['used', 'expired']).meta({ description: 'What takes the last tokens: use, or their expiry.' }),
    isWide: z.boolean().meta({ description: 'The range is so wide that a single date would mislead: say the range.' }),
    isEarly: z.boolean().meta({ description: 'It rests on less than 7 days of use.' }),
    nextAddition: Addition.nullable().meta({ description: 'The next tokens that come by themselves.' }),
    horizon: InstantWire.meta({ description: 'What the verdict looks ahead to.' }),
    topUp: TopUp.nullable().meta({ description: 'The auto top-up that is to be expected before the horizon.' }),
    wasting: Waste.nullable().meta({ description: 'The first grant of which a fifth or more will lapse.' }),
    limit: Window.nullable().meta({
      description: 'The window at its cap that opens last. Amounts are in its measure.',
    }),
    refusals: z
      .object({ since: InstantWire, last: InstantWire, count: z.string().regex(/^\d+$/) })
      .nullable()
      .meta({ description: 'Requests refused for lack of tokens in the last 24 hours.' }),
    learnedAt: InstantWire.nullable().meta({ description: 'When a first forecast is possible.' }),
    idleSince: InstantWire.nullable().meta({ description: 'The last use, when it was two weeks ago or more.' }),
  })
  .meta({ id: 'Verdict', description: 'Whether the tokens last, in one word, one sentence and the facts behind it.' })

export type VerdictWireValue = z.output<typeof VerdictAnswer>

/** The verdict as the API gives it; `words` are those of the page in the same language. */
export function verdictToWire(verdict: Verdict, words: Pick<VerdictWords, 'sentence' | 'sub'>): VerdictWireValue {
  const { kind, also, timeZone, currency, cause, isWide, isEarly, depletion, refusals } = verdict
  return {
    kind,
    also: [...also],
    sentence: words.sentence,
    more: words.sub,
    at: instantToIso(verdict.at),
    timeZone,
    currency,
    available: tokensToDecimal(verdict.available),
    depletion: depletion && { p10: iso(depletion.p10), p50: iso(depletion.p50), p90: iso(depletion.p90) },
    cause,
    isWide,
    isEarly,
    nextAddition: verdict.nextAddition && additionToWire(verdict.nextAddition),
    horizon: instantToIso(verdict.horizon),
    topUp: verdict.topUp && topUpToWire(verdict.topUp),
    wasting: verdict.wasting && wasteToWire(verdict.wasting),
    limit: verdict.window && windowToWire(verdict.window),
    refusals: refusals && {
      since: instantToIso(refusals.since),
      last: instantToIso(refusals.last),
      count: refusals.count.toString(),
    },
    learnedAt: iso(verdict.learnedAt),
    idleSince: iso(verdict.idleSince),
  }
}

function additionToWire({ at, amount, name }: NextAddition) {
  return { at: instantToIso(at), tokens: tokensToDecimal(amount), name }
}

function topUpToWire({ at, amount, costCents, probability }: ExpectedTopUp) {
  return { at: instantToIso(at), tokens: tokensToDecimal(amount), cost: costCents.toString(), probability }
}

function wasteToWire({ grantId, name, at, available, lapsed }: Lapse) {
  return {
    grant: grantId,
    name,
    at: instantToIso(at),
    available: tokensToDecimal(available),
    lapses: tokensToDecimal(lapsed.p50),
  }
}

function windowToWire({ quota, used, opensAt }: NonNullable<Verdict['window']>) {
  const { name, scope, measure, cap, policy } = quota
  const slows = policy === 'slow'
  return { name, scope, measure, cap: tokensToDecimal(cap), used: tokensToDecimal(used), slows, opensAt: iso(opensAt) }
}

function iso(at: Instant | null): string | null {
  return at === null ? null : instantToIso(at)
}

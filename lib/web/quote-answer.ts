import { z } from 'zod'
import { InstantWire, TokensWire } from '@/lib/domain/ledger/wire'
import { HOLD_BASES } from '@/lib/domain/metering/model'
import { AdviceWire, ArithmeticWire, adviceToWire, arithmeticToWire } from '@/lib/domain/metering/wire'
import { tokensToDecimal } from '@/lib/domain/tokens'
import type { QuoteAnswered } from '@/lib/usecases/metering/quote-usage'
import { PROBLEM_KINDS } from './problem-kinds'

export const QuoteAnswer = z
  .object({
    action: z.string(),
    basis: z.enum(HOLD_BASES).meta({ description: 'What the amount comes from, as for a hold.' }),
    tokens: TokensWire.meta({ description: 'What it would cost now.' }),
    arithmetic: ArithmeticWire.nullable().meta({ description: 'Null unless quantities were priced.' }),
    rateCardVersion: z.int(),
    available: TokensWire.meta({ description: 'What the account has for this action now.' }),
    admitted: z.boolean().meta({ description: 'Whether it would be admitted now.' }),
    refusals: z
      .array(
        z.looseObject({
          type: z.string(),
          title: z.string(),
          status: z.int(),
          detail: z.string(),
          nextAllowedAt: InstantWire.nullable().optional(),
        }),
      )
      .meta({
        description:
          'Every reason why not, each with the members of its problem document: until when, and the ways past.',
      }),
    ...AdviceWire.shape,
  })
  .meta({ id: 'QuoteAnswer' })

/** The answer to a question. */
export function quoteToAnswer({ quote, advice }: QuoteAnswered): z.output<typeof QuoteAnswer> {
  return {
    action: quote.actionKey,
    basis: quote.basis,
    tokens: tokensToDecimal(quote.tokens),
    arithmetic: quote.pricing && arithmeticToWire(quote.pricing),
    rateCardVersion: quote.rateCardVersion,
    available: tokensToDecimal(quote.available),
    admitted: quote.refusals.length === 0,
    refusals: quote.refusals.map(({ kind, message: detail, facts }) => ({
      ...facts,
      type: `/api/v1/problems/${kind}`,
      title: PROBLEM_KINDS[kind].title,
      status: PROBLEM_KINDS[kind].status,
      detail,
    })),
    ...adviceToWire(advice),
  }
}

import { z } from 'zod'
import type { PriceStep, Pricing } from '../catalogue/price-usage'
import { instantToIso } from '../instants'
import { NIL_ID } from '../ledger/model'
import { InstantWire, TokensWire } from '../ledger/wire'
import { LimitWire, limitToWire, rateLimitFields } from '../quotas/wire'
import { TOKEN, tokensToDecimal } from '../tokens'
import type { Advice, ChargeView } from './model'
import { delaySeconds } from './open-account'
import { rationalToText } from './wire-rational'

const ExactNumber = z
  .string()
  .regex(/^\d+(\.\d+)?(\/\d+)?$/)
  .meta({
    id: 'ExactNumber',
    description: 'An exact number: a decimal ("0.025"), or a fraction where no decimal is exact ("1/3").',
    examples: ['0.025'],
  })

export const UnitsWire = z
  .string()
  .regex(/^\d+(\.\d{1,3})?$/)
  .meta({ description: 'Units as a decimal string.', examples: ['1240'] })

export const ArithmeticWire = z
  .object({
    steps: z
      .array(
        z
          .object({
            quantityClass: z.string(),
            units: UnitsWire,
            price: ExactNumber.meta({ description: 'Tokens for one unit.' }),
            tokens: ExactNumber.meta({ description: 'units x price, not rounded.' }),
          })
          .meta({ id: 'ArithmeticStep' }),
      )
      .meta({ description: 'One product for each quantity class, or for each tier of it.' }),
    sum: ExactNumber.meta({ description: 'The products added up, not rounded.' }),
    roundedTo: TokensWire.meta({ description: 'The sum is rounded up once to a multiple of this.' }),
    rounded: TokensWire,
    minimum: TokensWire.meta({ description: 'The least that this action costs.' }),
  })
  .meta({ id: 'Arithmetic', description: 'How the price came about; anybody can compute it again.' })

export const ChargeWire = z
  .object({
    id: z.uuid(),
    account: z.uuid(),
    eventId: z.string(),
    source: z.string(),
    action: z.string(),
    status: z.enum(['charged', 'failed']).meta({ description: '`failed`: recorded, cost nothing.' }),
    mode: z.enum(['admit', 'report']),
    late: z.boolean().meta({ description: 'Reported more than an hour after it occurred.' }),
    occurredAt: InstantWire,
    recordedAt: InstantWire,
    tokens: TokensWire.meta({ description: 'What was charged.' }),
    quantities: z.record(z.string(), UnitsWire),
    tags: z.record(z.string(), z.string()),
    apiKey: z.uuid().nullable().meta({ description: 'Id of the API key that reported it.' }),
    member: z.uuid().nullable(),
    rateCardVersion: z.int().meta({ description: 'The rate card in force when it occurred.' }),
    arithmetic: ArithmeticWire.nullable().meta({ description: 'Null for a failed operation: nothing was priced.' }),
    paidFrom: z
      .array(z.object({ grant: z.uuid(), name: z.string(), tokens: TokensWire }).meta({ id: 'Payment' }))
      .meta({ description: 'The grants that paid, in spend order.' }),
    owed: TokensWire.meta({ description: 'The part that no grant covered and that became debt.' }),
    transaction: z
      .string()
      .nullable()
      .meta({ description: 'Number of the ledger transaction; null when nothing was charged.' }),
    reversedBy: z
      .string()
      .nullable()
      .meta({ description: 'Number of the transaction that gave the tokens back, if one did.' }),
  })
  .meta({ id: 'Charge', description: 'The priced usage event.' })

const AfterwardsWire = z
  .object({ available: TokensWire, debt: TokensWire })
  .meta({ id: 'BalanceAfter', description: 'The balance as this charge left it.' })

export const ChargeAnswer = z.object({ charge: ChargeWire, balance: AfterwardsWire }).meta({ id: 'ChargeAnswer' })

export const AdviceWire = z.object({
  delaySeconds: z.int().meta({
    description: 'A slow quota asks to wait so long before the work; 0 for not at all. Not part of the record.',
  }),
  limits: z.array(LimitWire).meta({ description: 'What limits this work, as it stands now. Not part of the record.' }),
})

export const UsageAnswer = ChargeAnswer.extend({
  ...AdviceWire.shape,
  replayed: z.boolean().meta({ description: 'Whether this event was recorded before; then nothing was charged now.' }),
}).meta({ id: 'UsageAnswer' })

export type ChargeAnswerWire = z.output<typeof ChargeAnswer>
export type UsageAnswerWire = z.output<typeof UsageAnswer>

/** The answer to reading a charge. */
export function chargeToAnswer(charge: ChargeView): ChargeAnswerWire {
  return {
    charge: chargeToWire(charge),
    balance: { available: tokensToDecimal(charge.availableAfter), debt: tokensToDecimal(charge.debtAfter) },
  }
}

/** The answer to recording an event. */
export function usageToAnswer({ charge, replayed, advice }: UsageRecord): UsageAnswerWire {
  return { ...chargeToAnswer(charge), ...adviceToWire(advice), replayed }
}

export interface UsageRecord {
  charge: ChargeView
  replayed: boolean
  advice: Advice
}

export function adviceToWire({ delay, limits, at, timeZone }: Advice): z.output<typeof AdviceWire> {
  return { delaySeconds: delaySeconds(delay), limits: limits.map((limit) => limitToWire(limit, at, timeZone)) }
}

/** The HTTP fields that tell a service's own throttle what is left. */
export function adviceFields({ advice: { limits, at, timeZone } }: { advice: Advice }): Record<string, string> {
  return { ...rateLimitFields(limits, at, timeZone) }
}

export function chargeToWire(charge: ChargeView): ChargeAnswerWire['charge'] {
  return {
    id: charge.id,
    account: charge.accountId,
    eventId: charge.key,
    source: charge.source,
    action: charge.actionKey,
    status: charge.status,
    mode: charge.mode,
    late: charge.late,
    occurredAt: instantToIso(charge.occurredAt),
    recordedAt: instantToIso(charge.recordedAt),
    tokens: tokensToDecimal(charge.tokens),
    quantities: Object.fromEntries(
      byName(charge.quantities).map(([quantityClass, units]) => [quantityClass, tokensToDecimal(units)]),
    ),
    tags: Object.fromEntries(byName(charge.tags)),
    apiKey: idOrNull(charge.apiKeyId),
    member: idOrNull(charge.memberId),
    rateCardVersion: charge.rateCardVersion,
    arithmetic: charge.pricing && arithmeticToWire(charge.pricing),
    paidFrom: charge.paidFrom.map(({ grantId, grantName, amount }) => ({
      grant: grantId,
      name: grantName,
      tokens: tokensToDecimal(amount),
    })),
    owed: tokensToDecimal(charge.owed),
    transaction: charge.seq?.toString() ?? null,
    reversedBy: charge.reversedBy?.toString() ?? null,
  }
}

export function arithmeticToWire(pricing: Pricing): NonNullable<ChargeAnswerWire['charge']['arithmetic']> {
  const steps = [...pricing.steps].sort((a, b) => compareText(a.quantityClass, b.quantityClass))
  return {
    steps: steps.map(stepToWire),
    sum: rationalToText(pricing.sum.numerator, pricing.sum.denominator * TOKEN),
    roundedTo: tokensToDecimal(pricing.roundingMilli),
    rounded: tokensToDecimal(pricing.rounded),
    minimum: tokensToDecimal(pricing.minimumMilli),
  }
}

function stepToWire({ quantityClass, unitsMilli, numerator, denominator }: PriceStep) {
  return {
    quantityClass,
    units: tokensToDecimal(unitsMilli),
    price: rationalToText(numerator, denominator),
    tokens: rationalToText(unitsMilli * numerator, denominator * TOKEN),
  }
}

/** The database does not keep the order in which the reporter named things, and a repeated answer must be the first one. */
export function byName<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b))
}

export function idOrNull(id: string): string | null {
  return id === NIL_ID ? null : id
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import { z } from 'zod'
import { type Instant, instantToIso } from '../instants'
import { InstantWire, TokensWire } from '../ledger/wire'
import { tokensToDecimal } from '../tokens'
import { type Advice, type ChargeView, HOLD_BASES, HOLD_STATES, type HoldBalance, type HoldView } from './model'
import { AdviceWire, adviceToWire, byName, ChargeAnswer, chargeToAnswer, idOrNull, UnitsWire } from './wire'

const HoldWire = z
  .object({
    id: z.uuid(),
    account: z.uuid(),
    eventId: z.string().meta({ description: 'Your own id of the work; its capture is the charge of this id.' }),
    source: z.string(),
    action: z.string(),
    state: z.enum(HOLD_STATES).meta({ description: '`expired`: its time ran out and all of it went back.' }),
    basis: z.enum(HOLD_BASES).meta({
      description:
        "Where the amount comes from: priced `quantities`, named `tokens`, or the account's `usual` charge of the action (nine of ten cost at most this).",
    }),
    tokens: TokensWire.meta({ description: 'What is, or was, set aside.' }),
    quantities: z.record(z.string(), UnitsWire),
    tags: z.record(z.string(), z.string()),
    apiKey: z.uuid().nullable(),
    member: z.uuid().nullable(),
    rateCardVersion: z.int().nullable().meta({ description: 'The card that priced the estimate.' }),
    captured: TokensWire.meta({ description: 'What the work took of it.' }),
    returned: TokensWire.meta({ description: 'What went back.' }),
    createdAt: InstantWire,
    expiresAt: InstantWire,
    resolvedAt: InstantWire.nullable(),
    charge: z.uuid().nullable().meta({ description: 'Id of the charge that captured it.' }),
  })
  .meta({ id: 'Hold', description: 'Tokens set aside for running work, settled once.' })

const HoldBalanceWire = z.object({ available: TokensWire, held: TokensWire }).meta({ id: 'BalanceWithHold' })

const replayed = z.boolean().meta({ description: 'Whether this was done before; then nothing was changed now.' })

export const GetHoldAnswer = z.object({ hold: HoldWire }).meta({ id: 'GetHoldAnswer' })
export const HoldAnswer = z
  .object({ hold: HoldWire, balance: HoldBalanceWire, ...AdviceWire.shape, replayed })
  .meta({ id: 'HoldAnswer' })
export const ReleaseAnswer = z
  .object({ hold: HoldWire, balance: HoldBalanceWire, replayed })
  .meta({ id: 'ReleaseAnswer' })
export const CaptureAnswer = ChargeAnswer.extend({ hold: HoldWire, ...AdviceWire.shape, replayed }).meta({
  id: 'CaptureAnswer',
})

interface Told {
  hold: HoldView
  replayed: boolean
  advice: Advice
}

/** The answer to opening a hold. */
export function holdToAnswer({ hold, replayed, advice }: Told): z.output<typeof HoldAnswer> {
  const balance = balanceToWire({ available: hold.availableAfter, held: hold.heldAfter })
  return { hold: holdToWire(hold, advice.at), balance, ...adviceToWire(advice), replayed }
}

/** The answer to capturing one. */
export function captureToAnswer(told: Told & { charge: ChargeView }): z.output<typeof CaptureAnswer> {
  const { charge, hold, replayed, advice } = told
  return { hold: holdToWire(hold, advice.at), ...chargeToAnswer(charge), ...adviceToWire(advice), replayed }
}

/** The answer to giving one back. */
export function releaseToAnswer(told: {
  hold: HoldView
  balance: HoldBalance
  replayed: boolean
}): z.output<typeof ReleaseAnswer> {
  const { hold, balance, replayed } = told
  return { hold: holdToWire(hold, hold.createdAt), balance: balanceToWire(balance), replayed }
}

/** The answer to reading one at the instant. */
export function holdToGetAnswer({ hold, at }: { hold: HoldView; at: Instant }): z.output<typeof GetHoldAnswer> {
  return { hold: holdToWire(hold, at) }
}

/** A hold whose time is up is expired, whether or not the ledger has posted it yet. */
function holdToWire(hold: HoldView, at: Instant): z.output<typeof HoldWire> {
  const isOver = hold.state === 'open' && hold.expiresAt <= at
  return {
    id: hold.id,
    account: hold.accountId,
    eventId: hold.key,
    source: hold.source,
    action: hold.actionKey,
    state: isOver ? 'expired' : hold.state,
    basis: hold.basis,
    tokens: tokensToDecimal(hold.amount),
    quantities: Object.fromEntries(
      byName(hold.quantities).map(([quantityClass, units]) => [quantityClass, tokensToDecimal(units)]),
    ),
    tags: Object.fromEntries(byName(hold.tags)),
    apiKey: idOrNull(hold.apiKeyId),
    member: idOrNull(hold.memberId),
    rateCardVersion: hold.rateCardVersion,
    captured: tokensToDecimal(hold.captured),
    returned: tokensToDecimal(isOver ? hold.amount : hold.returned),
    createdAt: instantToIso(hold.createdAt),
    expiresAt: instantToIso(hold.expiresAt),
    resolvedAt:
      hold.resolvedAt === null ? (isOver ? instantToIso(hold.expiresAt) : null) : instantToIso(hold.resolvedAt),
    charge: hold.chargeId,
  }
}

function balanceToWire({ available, held }: HoldBalance): z.output<typeof HoldBalanceWire> {
  return { available: tokensToDecimal(available), held: tokensToDecimal(held) }
}

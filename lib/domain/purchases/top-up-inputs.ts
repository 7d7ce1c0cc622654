import { z } from 'zod'
import { LanguageInput } from '../access/inputs'
import { Text } from '../input-types'
import { AccountId } from '../ledger/inputs'
import { Refusal } from '../refusals'
import { parseTokens } from '../tokens'
import { minorOf, parseThreshold, THRESHOLD_UNITS } from './top-up-figures'

/** A rule as somebody writes it. Each field is judged by itself, so that all that is wrong is said at once. */
export const TopUpInput = z
  .strictObject({
    accountId: AccountId,
    /** A plain decimal of tokens, or a whole number of days. */
    below: Text.max(40),
    unit: Text.max(10),
    packKey: Text.max(40),
    /** In the currency's own units, such as "59.50". */
    ceiling: Text.max(40),
    language: LanguageInput,
  })
  .transform(({ below, unit, ceiling, ...rest }, context) => {
    const wrong = (field: string, code: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], params: { code }, message })
    const isUnit = THRESHOLD_UNITS.some((known) => known === unit)
    const threshold = parseThreshold(below, unit)
    const ceilingMilli = parseTokens(ceiling)
    if (!isUnit) wrong('unit', 'unit-missing', 'Choose tokens or days.')
    if (unit !== 'days' && !parseTokens(below)) wrong('below', 'not-tokens', 'Write a number of tokens above 0.')
    if (unit === 'days' && threshold === null) wrong('below', 'not-days', 'Write a whole number of days from 1 to 90.')
    if (rest.packKey === '') wrong('packKey', 'pack-missing', 'Choose a pack.')
    if (!ceilingMilli) wrong('ceiling', 'not-money', NOT_MONEY)
    return threshold && ceilingMilli && rest.packKey !== '' ? { ...rest, threshold, ceilingMilli } : z.NEVER
  })

const NOT_MONEY = 'Write an amount of money above 0, such as "60" or "59.50".'

/** Thousandths of a currency's unit as its minor units; refused when it has no coin so small. */
export function ceilingIn(currency: string, milli: bigint): bigint {
  const cents = minorOf(milli, currency)
  if (cents !== null) return cents
  throw new Refusal('invalid-input', {
    detail: `${NOT_MONEY} Nothing was changed.`,
    faults: [{ pointer: '/ceiling', code: 'not-money', message: NOT_MONEY }],
  })
}

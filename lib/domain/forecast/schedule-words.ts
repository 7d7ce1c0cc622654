import { formatMoney } from '../format/format-money'
import { formatDayInWords, formatTime, zoneCity } from '../format/format-time'
import { formatTokens, roughly, tokenForm } from '../format/format-tokens'
import type { Instant } from '../instants'
import type { Quota } from '../quotas/model'
import { shownAt } from './schedule-days'
import type { ScheduledEvent, ScheduleKind } from './schedule-model'

type Unit = Quota['unit']

/** The messages of the catalogues that an event is told with. */
export type ScheduleMessage =
  | `schedule.titles.${ScheduleKind}`
  | `schedule.answers.${ScheduleKind}`
  | `schedule.details.${'unless' | 'lapses' | 'used' | 'expected'}`
  | `schedule.whose.${'key' | 'member'}`
  | 'schedule.line'
  | `limits.titles.fixed.${Unit}`
  | 'limits.operations'
  | 'units.tokens'

/** The reader's language, for pages and calendars alike: what says a message of the catalogues, and how figures are written. */
export interface Speech {
  readonly say: (message: ScheduleMessage, values?: Record<string, string>) => string
  readonly locale: string
  readonly zone: string
  readonly currency: string
  readonly now: Instant
}

/** "Promo October expires". */
export function eventTitle(event: ScheduledEvent, speech: Speech): string {
  return speech.say(`schedule.titles.${event.kind}`, { name: event.name, limit: limitTitle(event, speech) })
}

/** "Next: 38,200 tokens expire on 30 November, 23:59 (Paris)." */
export function eventAnswer(event: ScheduledEvent, speech: Speech): string {
  const { zone, locale, currency, now } = speech
  const at = shownAt(event)
  const amount = event.amount ?? 0n
  return speech.say(`schedule.answers.${event.kind}`, {
    name: event.name,
    limit: limitTitle(event, speech),
    tokens: tokensInWords(amount, speech),
    form: tokenForm(amount, locale),
    money: formatMoney(event.costCents ?? 0n, currency, locale),
    day: formatDayInWords(at, zone, locale, now),
    time: formatTime(at, zone, locale),
    city: zoneCity(zone),
  })
}

/** What is to be added in a second line; null where the title says all. */
export function eventDetail(event: ScheduledEvent, speech: Speech): string | null {
  const { kind, lapses, isExpected } = event
  if (isExpected) return speech.say('schedule.details.expected')
  if (kind === 'rollover' || (kind === 'expiry' && lapses === null)) return speech.say('schedule.details.unless')
  if (kind !== 'expiry' || lapses === null) return null
  const lapsed = least(roughly(lapses), event.amount ?? lapses)
  if (lapsed === 0n) return speech.say('schedule.details.used')
  const words = { tokens: tokensInWords(lapsed, speech), form: tokenForm(lapsed, speech.locale) }
  return speech.say('schedule.details.lapses', words)
}

/** The same as a sentence of its own; empty where there is nothing to add. */
export function eventRemark(event: ScheduledEvent, speech: Speech): string {
  const detail = eventDetail(event, speech)
  return detail === null ? '' : `${detail.charAt(0).toLocaleUpperCase(speech.locale)}${detail.slice(1)}.`
}

/** Title and amount in one line, for a calendar program. Money is told only where `withMoney`. */
export function eventLine(event: ScheduledEvent, speech: Speech, withMoney: boolean): string {
  const title = eventTitle(event, speech)
  const { kind, amount, costCents } = event
  const amounts = [
    ...(amount !== null && kind !== 'quota-reset' ? [tokensInWords(amount, speech)] : []),
    ...(costCents !== null && withMoney ? [formatMoney(costCents, speech.currency, speech.locale)] : []),
  ]
  return amounts.length === 0 ? title : speech.say('schedule.line', { title, amount: amounts.join(', ') })
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function tokensInWords(amount: bigint, { say, locale }: Speech): string {
  return say('units.tokens', { amount: formatTokens(amount, locale), form: tokenForm(amount, locale) })
}

/** "10,000 tokens each hour"; empty for what is no limit's. */
function limitTitle({ limit }: ScheduledEvent, speech: Speech): string {
  if (limit === null) return ''
  const { say, locale, currency } = speech
  const { measure, cap, unit, scope } = limit
  const written = { amount: formatTokens(cap, locale), form: tokenForm(cap, locale) }
  const amounts = {
    tokens: () => say('units.tokens', written),
    operations: () => say('limits.operations', written),
    money: () => formatMoney(cap / 1000n, currency, locale),
  }
  const whose = scope === 'account' ? '' : say(`schedule.whose.${scope}`)
  return say(`limits.titles.fixed.${unit}`, { amount: amounts[measure](), whose })
}

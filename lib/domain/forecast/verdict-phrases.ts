import {
  type Between,
  formatBetween,
  formatMoment,
  type Moment,
  precisionOf,
  type TimeKind,
  type Viewpoint,
} from '../format/format-horizon'
import { formatMoney } from '../format/format-money'
import { formatDay, formatTime, zoneCity } from '../format/format-time'
import { formatTokens, tokenForm } from '../format/format-tokens'
import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import type { Verdict } from './verdict-model'

type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month'
type Place = 'minutes' | 'hour' | 'day' | 'beyond'
/** The part that a time plays in a sentence: "about Thursday", "around", "until about", "as early as", "on". */
export type TimeRole = 'about' | 'around' | 'until' | 'early' | 'on'

/** The messages that a verdict is said with. */
export type VerdictMessage =
  | 'units.tokens'
  | 'limits.operations'
  | `verdict.when.${TimeRole}.${Place}`
  | `verdict.moment.${'day' | 'hour'}`
  | `verdict.${'between' | 'sameDay'}`
  | `verdict.pace.${'own' | 'asked'}`
  | `verdict.out.${'sentence' | 'refusing' | 'pill' | 'more' | 'refused'}`
  | `verdict.throttled.limits.${Unit}`
  | `verdict.throttled.whose.${'key' | 'member'}`
  | `verdict.throttled.${'sentence' | 'pill' | 'more'}`
  | `verdict.throttled.${'refused' | 'slowed'}.${'today' | 'later' | 'never'}`
  | `verdict.learning.${'unused' | 'sentence' | 'more' | 'pill' | 'pillUnused'}`
  | `verdict.idle.${'sentence' | 'short' | 'pill'}`
  | `verdict.short.${'sentence' | 'alone' | 'wide' | 'open' | 'expires' | 'toppedUp'}`
  | `verdict.short.${'short' | 'shortWide' | 'shortOpen' | 'shortExpires'}`
  | `verdict.tight.${'sentence' | 'wide' | 'short' | 'shortWide'}`
  | `verdict.topUp.${'sentence' | 'short' | 'pill'}`
  | `verdict.wasting.${'sentence' | 'more' | 'pill'}`
  | `verdict.covered.${'sentence' | 'beyond' | 'alone' | 'shortBeyond' | 'shortAlone' | 'pill' | 'pillBeyond'}`
  | `verdict.pill.${'to' | 'toTime' | 'exactly' | 'from'}`
  | `verdict.more.${'addition' | 'noAddition' | 'noOther' | 'likely' | 'notBefore' | 'early'}`

/** Looks a message up in the reader's catalogue and puts the facts into it. */
export type Say = (message: VerdictMessage, facts?: Record<string, string | number>) => string

/** The parts of sentences about one verdict, in the reader's language. */
export class Phrases {
  readonly city: string
  private readonly view: Viewpoint

  constructor(
    readonly say: Say,
    private readonly verdict: Verdict,
    private readonly locale: string,
  ) {
    this.city = zoneCity(verdict.timeZone)
    this.view = { now: verdict.at, zone: verdict.timeZone, locale }
  }

  tokens(amount: Tokens): string {
    return this.say('units.tokens', { amount: formatTokens(amount, this.locale), form: tokenForm(amount, this.locale) })
  }

  money(cents: bigint): string {
    return formatMoney(cents, this.verdict.currency, this.locale)
  }

  /** What of a limit: tokens and operations with or without their word. */
  limitAmount(measure: 'tokens' | 'operations' | 'money', milli: bigint, withUnit: boolean): string {
    if (measure === 'money') return this.money(milli / 1000n)
    const amount = formatTokens(milli, this.locale)
    if (!withUnit) return amount
    return measure === 'tokens'
      ? this.tokens(milli)
      : this.say('limits.operations', { amount, form: tokenForm(milli, this.locale) })
  }

  /** Null is later than what is seen. */
  when(role: TimeRole, at: Instant | null, kind: TimeKind = 'foreseen'): string {
    if (at === null) return this.say(`verdict.when.${role}.beyond`)
    const moment = formatMoment(at, this.view, kind)
    // What is known has its date however far it is.
    const day = moment.precision === 'beyond' ? this.longDay(at, kind) : moment.day
    return this.say(`verdict.when.${role}.${placeOf(moment)}`, { ...moment, day, city: this.city })
  }

  /** "between 14 and 22 December"; null when there is nothing to say but how early it may be. */
  range(early: Instant | null, late: Instant | null): string | null {
    const range = formatBetween(early, late, this.view)
    return range.kind === 'between' || range.kind === 'day' ? this.between(range) : null
  }

  /** "Likely between 14 and 22 December."; empty when nothing is seen, and when it falls on a day of which even the hour is said. */
  likely(early: Instant | null, late: Instant | null): string {
    const range = formatBetween(early, late, this.view)
    if (range.kind === 'beyond' || (range.kind === 'day' && this.isNear(late))) return ''
    if (range.kind === 'from') return this.say('verdict.more.notBefore', { day: range.from.day })
    return this.say('verdict.more.likely', { range: this.between(range) })
  }

  /** "Next addition: 500,000 tokens on 1 January." */
  addition(): string {
    const { nextAddition, topUp } = this.verdict
    if (nextAddition === null) return this.say(`verdict.more.${topUp === null ? 'noAddition' : 'noOther'}`)
    const { amount, at } = nextAddition
    return this.say('verdict.more.addition', { tokens: this.tokens(amount), when: this.when('on', at, 'exact') })
  }

  /** "At your recent pace", as sentences begin; of another one "At this pace", which is named beside them. */
  pace(): string {
    return this.say(`verdict.pace.${this.verdict.pace === 1 ? 'own' : 'asked'}`)
  }

  /** That the forecast rests on little; empty when it does not. */
  early(): string {
    return this.verdict.isEarly ? this.say('verdict.more.early') : ''
  }

  private between(range: Extract<Between, { kind: 'between' | 'day' }>): string {
    if (range.kind === 'day') return this.say('verdict.sameDay', { day: range.day })
    return this.say('verdict.between', { from: this.moment(range.from), to: this.moment(range.to) })
  }

  private moment({ precision, day, time }: Moment): string {
    return this.say(`verdict.moment.${precision === 'hour' ? 'hour' : 'day'}`, { day, time })
  }

  private isNear(at: Instant | null): boolean {
    return at !== null && ['minutes', 'hour'].includes(precisionOf(at, this.verdict.at))
  }

  longDay(at: Instant, kind: TimeKind = 'exact'): string {
    const { timeZone } = this.verdict
    return formatDay(kind === 'deadline' ? at - 1n : at, timeZone, this.locale, 'long')
  }

  /** For the pill: "17 Dec"; a time as well where it is near. */
  shortDay(at: Instant, kind: TimeKind = 'foreseen'): { day: string; time: string } {
    const { timeZone } = this.verdict
    const { time } = formatMoment(at, this.view, kind)
    return { day: formatDay(kind === 'deadline' ? at - 1n : at, timeZone, this.locale), time }
  }

  /** An instant of the past or near future, to the minute; the day is full. */
  exact(at: Instant): { day: string; time: string; isToday: boolean } {
    const { timeZone, at: now } = this.verdict
    const day = formatDay(at, timeZone, this.locale, 'full')
    return {
      day,
      time: formatTime(at, timeZone, this.locale),
      isToday: day === formatDay(now, timeZone, this.locale, 'full'),
    }
  }
}

function placeOf({ precision }: Moment): Place {
  return precision === 'weekday' || precision === 'date' ? 'day' : precision
}

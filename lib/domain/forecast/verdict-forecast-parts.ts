import { datesBetween } from '../calendar'
import { precisionOf } from '../format/format-horizon'
import { roughly } from '../format/format-tokens'
import type { Instant } from '../instants'
import type { Range } from './model'
import type { Verdict } from './verdict-model'
import type { Parts } from './verdict-parts'
import type { Phrases } from './verdict-phrases'

const NONE: Range<Instant | null> = { p10: null, p50: null, p90: null }

export function shortParts(verdict: Verdict, phrases: Phrases): Parts {
  if (verdict.cause === 'expired') return expiresParts(verdict, phrases)
  return verdict.isWide ? wideShortParts(verdict, phrases) : datedShortParts(verdict, phrases)
}

/** The last tokens expire before they are used: a date that is known, whatever the use. */
function expiresParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { p50 } = verdict.depletion ?? NONE
  const when = phrases.when('on', p50, 'deadline')
  return {
    sentence: say('verdict.short.expires', { pace: phrases.pace(), when }),
    short: say('verdict.short.shortExpires', { when }),
    pill: p50 === null ? '' : say('verdict.pill.exactly', { day: phrases.shortDay(p50, 'deadline').day }),
    more: [phrases.addition(), phrases.early()],
  }
}

/** No single date: the range is the answer. */
function wideShortParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { p10, p50, p90 } = verdict.depletion ?? NONE
  const pace = phrases.pace()
  const range = phrases.range(p10, p90)
  const when = phrases.when('early', p10)
  return {
    sentence: range === null ? say('verdict.short.open', { pace, when }) : say('verdict.short.wide', { pace, range }),
    short: range === null ? say('verdict.short.shortOpen', { when }) : say('verdict.short.shortWide', { range }),
    pill: pillFrom(p10 ?? p50, phrases),
    more: [toppedUp(verdict, phrases), phrases.addition(), phrases.early()],
  }
}

function datedShortParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { p10, p50, p90 } = verdict.depletion ?? NONE
  const pace = phrases.pace()
  const when = phrases.when('about', p50)
  const { nextAddition, timeZone } = verdict
  const days = p50 === null || nextAddition === null ? null : datesBetween(p50, nextAddition.at, timeZone)
  return {
    sentence:
      days === null ? say('verdict.short.alone', { pace, when }) : say('verdict.short.sentence', { pace, when, days }),
    short: say('verdict.short.short', { when }),
    pill: pillTo(p50, phrases),
    more: [toppedUp(verdict, phrases), phrases.addition(), phrases.likely(p10, p90), phrases.early()],
  }
}

/** Short in spite of a top-up that is to be expected. */
function toppedUp({ topUp }: Verdict, { say }: Phrases): string {
  return topUp === null ? '' : say('verdict.short.toppedUp')
}

export function topUpParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { at = verdict.horizon, amount = 0n, costCents = 0n } = verdict.topUp ?? {}
  const facts = { tokens: phrases.tokens(amount), when: phrases.when('around', at) }
  return {
    sentence: say('verdict.topUp.sentence', { ...facts, money: phrases.money(costCents) }),
    short: say('verdict.topUp.short', facts),
    pill: say('verdict.topUp.pill', phrases.shortDay(at)),
    more: [phrases.addition(), phrases.early()],
  }
}

export function tightParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { p10, p50, p90 } = verdict.depletion ?? NONE
  const facts = { early: phrases.when('early', p10), until: phrases.when('until', verdict.isWide ? p90 : p50) }
  if (verdict.isWide)
    return {
      sentence: say('verdict.tight.wide', facts),
      short: say('verdict.tight.shortWide', facts),
      pill: pillFrom(p10, phrases),
      more: [phrases.addition(), phrases.early()],
    }
  return {
    sentence: say('verdict.tight.sentence', facts),
    short: say('verdict.tight.short', facts),
    pill: pillTo(p50, phrases),
    more: [phrases.addition(), phrases.likely(p10, p90), phrases.early()],
  }
}

export function wastingParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { at = verdict.horizon, lapsed, available = 0n, name = '' } = verdict.wasting ?? {}
  const tokens = phrases.tokens(roughly(lapsed?.p50 ?? 0n))
  const sentence = say('verdict.wasting.sentence', { tokens, when: phrases.when('on', at, 'deadline') })
  return {
    sentence,
    short: sentence,
    pill: say('verdict.wasting.pill', phrases.shortDay(at, 'deadline')),
    more: [
      say('verdict.wasting.more', { name, tokens: phrases.tokens(available) }),
      phrases.addition(),
      phrases.early(),
    ],
  }
}

/** The addition is the answer where it is the horizon; else how long it lasts, without a date beyond 90 days. */
export function coveredParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { nextAddition, horizon, at: now } = verdict
  const { p10, p50, p90 } = verdict.depletion ?? NONE
  const beneath = [phrases.addition(), phrases.early()]
  if (nextAddition !== null && nextAddition.at === horizon) {
    const sentence = say('verdict.covered.sentence', { when: phrases.when('on', horizon, 'exact') })
    return { sentence, short: sentence, pill: say('verdict.covered.pill', phrases.shortDay(horizon)), more: beneath }
  }
  if (p10 === null || precisionOf(p10, now) === 'beyond')
    return {
      sentence: say('verdict.covered.beyond', { pace: phrases.pace() }),
      short: say('verdict.covered.shortBeyond'),
      pill: say('verdict.covered.pillBeyond'),
      more: beneath,
    }
  if (verdict.isWide) return tightParts(verdict, phrases)
  const until = phrases.when('until', p50)
  return {
    sentence: say('verdict.covered.alone', { pace: phrases.pace(), until }),
    short: say('verdict.covered.shortAlone', { until }),
    pill: pillTo(p50, phrases),
    more: [phrases.addition(), phrases.likely(p10, p90), phrases.early()],
  }
}

function pillTo(at: Instant | null, phrases: Phrases): string {
  if (at === null) return phrases.say('verdict.covered.pillBeyond')
  const { day, time } = phrases.shortDay(at)
  return time === '' ? phrases.say('verdict.pill.to', { day }) : phrases.say('verdict.pill.toTime', { day, time })
}

function pillFrom(at: Instant | null, phrases: Phrases): string {
  return at === null
    ? phrases.say('verdict.covered.pillBeyond')
    : phrases.say('verdict.pill.from', { day: phrases.shortDay(at).day })
}

import type { LimitView } from '../quotas/views'
import type { Verdict } from './verdict-model'
import type { Phrases } from './verdict-phrases'

/** What the words of one verdict are made of; `more` becomes the line beneath. */
export interface Parts {
  readonly sentence: string
  readonly short: string
  readonly pill: string
  readonly more: readonly string[]
}

export function outParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { refusals } = verdict
  const parts = { short: say('verdict.out.sentence'), pill: say('verdict.out.pill') }
  if (refusals === null)
    return { ...parts, sentence: say('verdict.out.sentence'), more: [say('verdict.out.more'), phrases.addition()] }
  const { day, time } = phrases.exact(refusals.since)
  return {
    ...parts,
    sentence: say('verdict.out.refusing', { day, time, city: phrases.city }),
    more: [say('verdict.out.refused', { count: Number(refusals.count) }), phrases.addition()],
  }
}

export function throttledParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const limit = verdict.window === null ? '' : limitReached(verdict.window, phrases)
  const effect = verdict.window === null ? '' : effectOf(verdict.window, phrases)
  const sentence = say('verdict.throttled.sentence', { limit, effect })
  return {
    sentence,
    short: sentence,
    pill: say('verdict.throttled.pill'),
    more: [say('verdict.throttled.more'), phrases.addition()],
  }
}

function limitReached({ quota, used }: LimitView, phrases: Phrases): string {
  return phrases.say(`verdict.throttled.limits.${quota.unit}`, {
    used: phrases.limitAmount(quota.measure, used, false),
    cap: phrases.limitAmount(quota.measure, quota.cap, true),
    whose: quota.scope === 'account' ? '' : phrases.say(`verdict.throttled.whose.${quota.scope}`),
  })
}

function effectOf({ quota, opensAt, resetsAt }: LimitView, phrases: Phrases): string {
  const { say, city } = phrases
  const effect = quota.policy === 'slow' ? 'slowed' : 'refused'
  const until = opensAt ?? resetsAt
  if (until === null) return say(`verdict.throttled.${effect}.never`)
  const { isToday, ...facts } = phrases.exact(until)
  return say(`verdict.throttled.${effect}.${isToday ? 'today' : 'later'}`, { ...facts, city })
}

export function learningParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const { learnedAt } = verdict
  if (learnedAt === null) {
    const sentence = say('verdict.learning.unused', { tokens: phrases.tokens(verdict.available) })
    return { sentence, short: sentence, pill: say('verdict.learning.pillUnused'), more: [phrases.addition()] }
  }
  const sentence = say('verdict.learning.sentence')
  const isAhead = learnedAt > verdict.at
  const told = isAhead ? say('verdict.learning.more', { when: phrases.when('on', learnedAt, 'exact') }) : ''
  return { sentence, short: sentence, pill: say('verdict.learning.pill'), more: [told, phrases.addition()] }
}

export function idleParts(verdict: Verdict, phrases: Phrases): Parts {
  const { say } = phrases
  const day = phrases.longDay(verdict.idleSince ?? verdict.at)
  return {
    sentence: say('verdict.idle.sentence', { day }),
    short: say('verdict.idle.short', { day }),
    pill: say('verdict.idle.pill'),
    more: [phrases.addition()],
  }
}

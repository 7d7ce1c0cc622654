import { coveredParts, shortParts, tightParts, topUpParts, wastingParts } from './verdict-forecast-parts'
import type { Verdict, VerdictKind } from './verdict-model'
import { idleParts, learningParts, outParts, type Parts, throttledParts } from './verdict-parts'
import { Phrases, type Say } from './verdict-phrases'

/** A verdict as people read it, wherever they do: page, mail, API. */
export interface VerdictWords {
  /** The answer, to be read alone: "At your recent pace, tokens run out about Thursday 17 December, …". */
  readonly sentence: string
  /** The same for narrow screens. */
  readonly short: string
  /** The same for a label beside the balance: "to about 17 Dec". */
  readonly pill: string
  /** A line beneath: the next addition, the range, what the reader has to know besides. */
  readonly sub: string
  readonly icon: VerdictKind
  readonly tone: 'neutral' | 'info' | 'warn' | 'danger'
  /** What else holds, a sentence each. */
  readonly also: readonly string[]
}

const TONES: Readonly<Record<VerdictKind, VerdictWords['tone']>> = {
  out: 'danger',
  throttled: 'warn',
  learning: 'neutral',
  idle: 'neutral',
  short: 'warn',
  'top-up': 'neutral',
  tight: 'warn',
  wasting: 'info',
  covered: 'neutral',
}

/** The one place where a verdict becomes words. `say` looks messages up in the reader's language, `locale` is how they write figures. */
export function verdictWords(verdict: Verdict, locale: string, say: Say): VerdictWords {
  const phrases = new Phrases(say, verdict, locale)
  const { more, ...parts } = PARTS[verdict.kind](verdict, phrases)
  return {
    ...parts,
    sub: more.filter((line) => line !== '').join(' '),
    icon: verdict.kind,
    tone: TONES[verdict.kind],
    also: verdict.also.map((kind) => PARTS[kind](verdict, phrases).sentence),
  }
}

const PARTS: Readonly<Record<VerdictKind, (verdict: Verdict, phrases: Phrases) => Parts>> = {
  out: outParts,
  throttled: throttledParts,
  learning: learningParts,
  idle: idleParts,
  short: shortParts,
  'top-up': topUpParts,
  tight: tightParts,
  wasting: wastingParts,
  covered: coveredParts,
}

import type { ScheduledEvent } from '../forecast/schedule-model'
import type { Instant } from '../instants'
import type { Tokens } from '../tokens'
import { placeOf, type TimeAxis } from './time-axis'

/** What happens: tokens come, tokens lapse, a top-up is expected, prices change. */
export type MarkSign = 'up' | 'down' | 'turn' | 'price'

/** Widths of a sign, a label, the first label on the narrowest plot, half the word for now, and a sign with its numbers. */
const SIGN = 0.02
const LABEL = 0.2
const FIRST_LABEL = 0.32
const HALF_NOW = 0.06
const PIN = 0.1
/** From here on labels stand at the left of their signs. */
const LEFTWARD_FROM = 0.62

export interface Mark {
  readonly id: string
  readonly sign: MarkSign
  readonly at: Instant
  readonly left: number
  /** Null where tokens are not concerned. */
  readonly amount: Tokens | null
  readonly name: string
  /** Its label stands at the left of its sign, where at the right there could be no room. */
  readonly isLeftward: boolean
  /** The first of all: the one that a narrow picture names. */
  readonly isNext: boolean
  /** Its number in the list below the picture, where its label would collide with another. */
  readonly pin: number | null
  /** The last number that its sign stands for: numbers that would collide share the sign of the first, and the others' is null. */
  readonly pinTo: number | null
}

/** What comes stands above the plot, what goes below. */
export interface Marks {
  readonly above: readonly Mark[]
  readonly below: readonly Mark[]
  /** A mark stands where the word for now would: it has to give way. */
  readonly isNowCrowded: boolean
}

/** The scheduled events that change the balance or its worth, each with its label or, in a crowd, its number. */
export function planMarks(events: readonly ScheduledEvent[], axis: TimeAxis, now: number): Marks {
  const marks = together(events.flatMap((event) => markOf(event, axis)))
  const first = marks.reduce<Instant | null>((least, { at }) => (least === null || at < least ? at : least), null)
  const ordered = marks
    .map((mark) => ({ ...mark, isNext: mark.at === first }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1))
  const above = ordered.filter(({ sign }) => sign !== 'down')
  const below = ordered.filter(({ sign }) => sign === 'down')
  const pinned = [...inCrowd(above, now), ...inCrowd(below, null)]
  const withPin = (mark: Mark) => ({ ...mark, pin: pinned.indexOf(mark) + 1 || null })
  return {
    above: grouped(above.map(withPin)),
    below: grouped(below.map(withPin)),
    isNowCrowded: above.some(({ left }) => left < now + 2 * HALF_NOW),
  }
}

/** Numbers that follow one another too closely stand at the first one's sign: "2–4". */
function grouped(marks: readonly Mark[]): Mark[] {
  let first: Mark | null = null
  const leaders = marks.map((mark) => {
    if (mark.pin !== null && (first === null || mark.left - first.left >= PIN)) first = mark
    return mark.pin === null ? null : first
  })
  return marks.map((mark, i) => {
    const last = leaders[i] === mark ? marks[leaders.lastIndexOf(mark)] : undefined
    return { ...mark, pinTo: last?.pin ?? null }
  })
}

function markOf(event: ScheduledEvent, axis: TimeAxis): Mark[] {
  const sign = signOf(event)
  if (sign === null || event.at > axis.to) return []
  const { id, at, name } = event
  const amount = sign === 'down' ? (event.lapses ?? event.amount) : sign === 'price' ? null : event.amount
  const left = placeOf(at, axis)
  const place = { left, isLeftward: left > LEFTWARD_FROM, isNext: false, pin: null, pinTo: null }
  return amount === 0n ? [] : [{ id, sign, at, amount, name, ...place }]
}

function signOf({ kind }: ScheduledEvent): MarkSign | null {
  if (kind === 'grant' || kind === 'renewal' || kind === 'plan-start') return 'up'
  if (kind === 'expiry') return 'down'
  if (kind === 'top-up') return 'turn'
  return kind === 'price-change' ? 'price' : null
}

/** What comes at one instant, or goes, is one sign with the sum. */
function together(marks: readonly Mark[]): Mark[] {
  const merged = new Map<string, Mark>()
  for (const mark of marks) {
    const key = `${mark.sign} ${mark.at}`
    const other = merged.get(key)
    merged.set(key, other ? { ...other, amount: (other.amount ?? 0n) + (mark.amount ?? 0n) } : mark)
  }
  return [...merged.values()]
}

/** Those whose label would touch a neighbour's, or the word at `now`. */
function inCrowd(marks: readonly Mark[], now: number | null): Mark[] {
  return marks.filter((mark) => {
    const [from, to] = stretchOf(mark)
    const others = marks.filter((other) => other !== mark).map(stretchOf)
    return (now !== null && from < now + HALF_NOW) || others.some((other) => from < other[1] && other[0] < to)
  })
}

/** From where to where sign and label stand. */
function stretchOf({ left, isNext, isLeftward }: Mark): [from: number, to: number] {
  const label = isNext ? FIRST_LABEL : LABEL
  return isLeftward ? [left - label, left + SIGN] : [left - SIGN, left + label]
}

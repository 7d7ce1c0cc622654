import { DAY, HOUR, type Instant, MINUTE } from '../instants'

const FIELD = /^(?:\*|\*\/([1-9]\d?)|(\d{1,2}))$/

/**
 * When a schedule comes round next, after the instant. Schedules are cron's five fields in UTC; of them we use minute and hour,
 * each a number, every ("*") or every so many ("*" and "/15"). Throws a RangeError for any other.
 */
export function nextRunAt(schedule: string, after: Instant): Instant {
  const [minute, hour] = fieldsOf(schedule)
  const first = after - (after % MINUTE) + MINUTE
  for (let at = first; at < first + DAY; at += MINUTE) {
    if (matches(minute, (at % HOUR) / MINUTE) && matches(hour, (at % DAY) / HOUR)) return at
  }
  throw new RangeError(`"${schedule}" never comes round.`)
}

/** How a schedule is said: every minute, every hour at one of its minutes, once a day at a time of UTC (since midnight), or as it is written. */
export type Rhythm =
  | { kind: 'minute' }
  | { kind: 'hour'; minute: string }
  | { kind: 'day'; at: Instant }
  | { kind: 'other' }

export function rhythmOf(schedule: string): Rhythm {
  if (schedule === '* * * * *') return { kind: 'minute' }
  const [, minute] = /^(\d+) \* \* \* \*$/.exec(schedule) ?? []
  if (minute !== undefined) return { kind: 'hour', minute }
  return /^\d+ \d+ \* \* \*$/.test(schedule) ? { kind: 'day', at: nextRunAt(schedule, -MINUTE) } : { kind: 'other' }
}

function fieldsOf(schedule: string): [string, string] {
  const [minute = '', hour = '', ...rest] = schedule.split(' ')
  if (!FIELD.test(minute) || !FIELD.test(hour) || rest.join(' ') !== '* * *')
    throw new RangeError(`"${schedule}" is no schedule that we use.`)
  return [minute, hour]
}

function matches(field: string, value: bigint): boolean {
  const [, step, number] = FIELD.exec(field) ?? []
  if (number !== undefined) return BigInt(number) === value
  return step === undefined || value % BigInt(step) === 0n
}

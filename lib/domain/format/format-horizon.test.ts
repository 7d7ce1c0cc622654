import { describe, expect, it, test } from 'vitest'
import { instant } from '@/lib/testing/house'
import { DAY, HOUR, MINUTE, SECOND } from '../instants'
import { formatBetween, formatMoment, precisionOf, type TimeKind } from './format-horizon'

const NOW = instant('2026-11-24T12:41:30Z')
const view = (locale: string, zone = 'Europe/Paris', now = NOW) => ({ now, zone, locale })
const plain = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, ' ')

/** As a line: what there is of it. */
function said(at: string, locale: string, zone?: string, kind: TimeKind = 'foreseen', now = NOW): string {
  const { minutes, day, time } = formatMoment(instant(at), view(locale, zone, now), kind)
  return plain([minutes > 0 ? `${minutes} min` : '', day, time].filter(Boolean).join(', '))
}

test.each([
  [-1n, 'minutes'],
  [0n, 'minutes'],
  [2n * HOUR - 1n, 'minutes'],
  [2n * HOUR, 'hour'],
  [48n * HOUR - 1n, 'hour'],
  [48n * HOUR, 'weekday'],
  [21n * DAY - 1n, 'weekday'],
  [21n * DAY, 'date'],
  [90n * DAY, 'date'],
  [90n * DAY + 1n, 'beyond'],
] as const)('what is %s microseconds away is said to the %s', (away, precision) => {
  expect(precisionOf(NOW + away, NOW)).toBe(precision)
})

test.each([
  ['2026-11-24T12:40:00Z', '1 min, Tuesday 24 November, 13:40', '1 min, mardi 24 novembre, 13:40'],
  ['2026-11-24T12:48:10Z', '6 min, Tuesday 24 November, 13:48', '6 min, mardi 24 novembre, 13:48'],
  ['2026-11-24T13:23:00Z', '40 min, Tuesday 24 November, 14:20', '40 min, mardi 24 novembre, 14:20'],
  ['2026-11-24T14:41:00Z', '120 min, Tuesday 24 November, 15:40', '120 min, mardi 24 novembre, 15:40'],
  ['2026-11-24T23:59:59Z', 'Wednesday 25 November, 00:00', 'mercredi 25 novembre, 00:00'],
  ['2026-11-25T13:59:00Z', 'Wednesday 25 November, 14:00', 'mercredi 25 novembre, 14:00'],
  ['2026-11-30T23:30:00Z', 'Tuesday 1 December', 'mardi 1er décembre'],
  ['2026-12-14T13:59:00Z', 'Monday 14 December', 'lundi 14 décembre'],
  ['2027-01-01T13:59:00Z', '1 January', '1er janvier'],
  ['2027-05-01T13:59:00Z', '', ''],
])('a foreseen time is said in both languages: %s', (at, english, french) => {
  expect([said(at, 'en-GB'), said(at, 'fr-FR')]).toEqual([english, french])
})

test.each([
  ['Europe/Paris', '2026-11-25T22:59:00Z', 'Wednesday 25 November, 23:00'],
  ['America/New_York', '2026-11-25T22:59:00Z', 'Wednesday 25 November, 17:00'],
  ['Asia/Kathmandu', '2026-11-25T22:59:00Z', 'Thursday 26 November, 04:00'],
  ['Pacific/Chatham', '2026-11-25T22:59:00Z', 'Thursday 26 November, 12:00'],
])('hours are those of the account’s clock, whatever its distance from UTC: %s', (zone, at, expected) => {
  expect(said(at, 'en-GB', zone)).toBe(expected)
})

test.each([
  // The clock of Paris goes from 02:00 to 03:00, and from 03:00 back to 02:00.
  ['Europe/Paris', '2026-03-28T12:00:00Z', '2026-03-29T00:59:59Z', 'Sunday 29 March, 01:00'],
  ['Europe/Paris', '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z', 'Sunday 29 March, 03:00'],
  ['Europe/Paris', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z', 'Sunday 25 October, 02:00'],
  ['Europe/Paris', '2026-10-24T12:00:00Z', '2026-10-25T01:30:00Z', 'Sunday 25 October, 02:00'],
  ['Europe/Paris', '2026-10-24T12:00:00Z', '2026-10-25T02:00:00Z', 'Sunday 25 October, 03:00'],
  ['America/New_York', '2026-03-07T17:00:00Z', '2026-03-08T07:10:00Z', 'Sunday 8 March, 03:00'],
  ['America/New_York', '2026-10-31T17:00:00Z', '2026-11-01T06:10:00Z', 'Sunday 1 November, 01:00'],
  // Chatham's clock goes at 02:45 to 03:45: the quarter before is an hour's end of its own.
  ['Pacific/Chatham', '2026-09-26T02:00:00Z', '2026-09-26T13:59:00Z', 'Sunday 27 September, 02:00'],
  ['Pacific/Chatham', '2026-09-26T02:00:00Z', '2026-09-26T14:05:00Z', 'Sunday 27 September, 03:45'],
  ['Pacific/Chatham', '2026-04-04T02:00:00Z', '2026-04-04T14:20:00Z', 'Sunday 5 April, 03:00'],
  ['Asia/Kathmandu', '2026-03-28T12:00:00Z', '2026-03-29T00:59:59Z', 'Sunday 29 March, 06:00'],
])('on days on which clocks are moved, an hour is one that the clock shows: %s, %s', (zone, now, at, expected) => {
  expect(said(at, 'en-GB', zone, 'foreseen', instant(now))).toBe(expected)
})

test.each([
  ['2026-11-30T23:00:00Z', 'Europe/Paris', 'Monday 30 November', 'lundi 30 novembre'],
  ['2026-11-25T23:00:00Z', 'Europe/Paris', 'Wednesday 25 November, 23:59', 'mercredi 25 novembre, 23:59'],
  ['2026-11-25T13:20:00Z', 'Europe/Paris', 'Wednesday 25 November, 14:19', 'mercredi 25 novembre, 14:19'],
  ['2026-12-31T23:00:00Z', 'Europe/Paris', '31 December', '31 décembre'],
  ['2026-12-01T05:00:00Z', 'America/New_York', 'Monday 30 November', 'lundi 30 novembre'],
  ['2026-11-30T18:15:00Z', 'Asia/Kathmandu', 'Monday 30 November', 'lundi 30 novembre'],
  ['2026-11-30T10:15:00Z', 'Pacific/Chatham', 'Monday 30 November', 'lundi 30 novembre'],
])('a deadline at 00:00 is 23:59 of the day before: %s in %s', (at, zone, english, french) => {
  expect([said(at, 'en-GB', zone, 'deadline'), said(at, 'fr-FR', zone, 'deadline')]).toEqual([english, french])
})

test('a time that is known is not rounded', () => {
  expect(said('2026-11-24T13:23:00Z', 'en-GB', 'Europe/Paris', 'exact')).toBe('40 min, Tuesday 24 November, 14:23')
  expect(said('2026-11-25T13:45:00Z', 'en-GB', 'Europe/Paris', 'exact')).toBe('Wednesday 25 November, 14:45')
  expect(said('2026-11-25T23:00:00Z', 'en-GB', 'Europe/Paris', 'exact')).toBe('Thursday 26 November, 00:00')
})

test('a deadline within two hours is told to its last minute', () => {
  const now = instant('2026-11-25T22:14:00Z')
  expect(said('2026-11-25T23:00:00Z', 'en-GB', 'Europe/Paris', 'deadline', now)).toBe(
    '45 min, Wednesday 25 November, 23:59',
  )
})

describe('a range', () => {
  function between(early: string | null, late: string | null, locale: string, zone?: string): string {
    const [from, to] = [early, late].map((text) => (text === null ? null : instant(text)))
    const range = formatBetween(from ?? null, to ?? null, view(locale, zone))
    const line = ({ day, time }: { day: string; time: string }) => [day, time].filter(Boolean).join(' ')
    if (range.kind === 'day') return plain(`on ${range.day}`)
    if (range.kind === 'beyond') return 'beyond'
    return plain(range.kind === 'from' ? `${line(range.from)}...` : `${line(range.from)} - ${line(range.to)}`)
  }

  it.each([
    ['en-GB', '2026-12-14T08:00:00Z', '2026-12-22T08:00:00Z', '14 - 22 December'],
    ['fr-FR', '2026-12-14T08:00:00Z', '2026-12-22T08:00:00Z', '14 - 22 décembre'],
    ['fr-CA', '2026-12-01T08:00:00Z', '2026-12-22T08:00:00Z', '1er - 22 décembre'],
    ['en-US', '2026-12-14T08:00:00Z', '2026-12-22T08:00:00Z', 'December 14 - December 22'],
    ['en-GB', '2026-12-01T08:00:00Z', '2026-12-09T08:00:00Z', 'Tuesday 1 - Wednesday 9 December'],
    ['fr-FR', '2026-12-01T08:00:00Z', '2026-12-09T08:00:00Z', 'mardi 1er - mercredi 9 décembre'],
    ['en-US', '2026-12-01T08:00:00Z', '2026-12-09T08:00:00Z', 'Tuesday, December 1 - Wednesday, December 9'],
    ['en-GB', '2026-11-28T08:00:00Z', '2026-12-09T08:00:00Z', 'Saturday 28 November - Wednesday 9 December'],
    ['en-GB', '2026-12-20T08:00:00Z', '2027-01-10T08:00:00Z', '20 December - 10 January'],
  ])(
    'has both ends at the precision of the late one, and a shared month once (%s, %s)',
    (locale, early, late, said) => {
      expect(between(early, late, locale)).toBe(said)
    },
  )

  it.each([
    ['Europe/Paris', '2026-12-02T23:10:00Z', '2026-12-03T22:50:00Z', 'on Thursday 3 December'],
    ['Asia/Kathmandu', '2026-12-02T18:15:00Z', '2026-12-03T18:14:00Z', 'on Thursday 3 December'],
    ['America/New_York', '2026-12-02T23:10:00Z', '2026-12-03T22:50:00Z', 'Wednesday 2 - Thursday 3 December'],
    ['Europe/Paris', '2026-11-24T13:10:00Z', '2026-11-24T13:50:00Z', 'on Tuesday 24 November'],
    ['Europe/Paris', '2027-01-20T00:10:00Z', '2027-01-20T20:00:00Z', 'on 20 January'],
  ])('that falls on one day of the zone says only the day (%s, %s)', (zone, early, late, said) => {
    expect(between(early, late, 'en-GB', zone)).toBe(said)
  })

  it('of hours says each day, also where both are less than two hours away', () => {
    expect(between('2026-11-24T20:10:00Z', '2026-11-25T11:50:00Z', 'en-GB')).toBe(
      'Tuesday 24 November 21:00 - Wednesday 25 November 12:00',
    )
    const now = instant('2026-11-24T22:30:00Z')
    const range = formatBetween(now + 10n * MINUTE, now + 50n * MINUTE, view('en-GB', 'Europe/Paris', now))
    expect(range).toMatchObject({ kind: 'between', from: { time: '23:00' }, to: { time: '00:00' } })
  })

  it('says of its early end, at that one’s precision, where the late one is beyond 90 days or not seen', () => {
    expect(between('2026-12-01T08:00:00Z', null, 'en-GB')).toBe('Tuesday 1 December...')
    expect(between('2026-12-30T08:00:00Z', '2027-03-30T08:00:00Z', 'en-GB')).toBe('30 December...')
    expect(between('2027-03-20T08:00:00Z', '2027-03-30T08:00:00Z', 'en-GB')).toBe('beyond')
    expect(between(null, null, 'fr-FR')).toBe('beyond')
  })

  it('keeps day and month together', () => {
    const range = formatBetween(NOW + 3n * DAY, NOW + 9n * DAY + SECOND, view('fr-FR'))
    expect(range).toMatchObject({ kind: 'between', to: { day: 'jeudi 3\u00A0décembre' } })
  })
})

import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '@/lib/domain/instants'
import { type CalendarEntry, writeCalendar } from './ical'

const at = (text: string): Instant => parseInstant(text) ?? 0n
const AS_OF = at('2026-11-26T20:00:30.5Z')

const entry = (overrides: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'expiry:0192f1a4-7a35-7d02-8e0a-4a4f5d0f9b77@0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10',
  at: at('2026-11-30T22:59:00Z'),
  summary: 'Promo October expires: 38,200 tokens',
  description: 'Unless used by then.',
  isTentative: false,
  hasAlarm: false,
  ...overrides,
})

const written = (entries: readonly CalendarEntry[], name = 'Acme: tokens', asOf = AS_OF) =>
  writeCalendar({ name, asOf, entries })

/** As another hand's parser reads it; it throws on what is not well-formed. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) }
}

test.each([
  'Promo; octobre, « d’automne »',
  'Lot d’été\nà deux lignes\r\net trois',
  'back\\slash and \\n which is no line end',
  'Ünïcödé 日本語 🙂🙃 with "quotes": and colons',
  `${'très long nom à accents é '.repeat(12)}fin`,
  '🙂'.repeat(80),
  'BEGIN:VEVENT\nUID:planted\nEND:VEVENT',
])('"%s" comes back as it was said, in a summary, a description and a reminder', (text) => {
  const file = written([entry({ summary: text, description: text, hasAlarm: true })])
  const { events } = readBack(file)
  const said = text.replaceAll('\r\n', '\n')
  expect(events.map(({ summary, description }) => [summary, description])).toEqual([[said, said]])
  const alarm = events[0]?.component.getFirstSubcomponent('valarm')
  expect(alarm?.getFirstPropertyValue('description')).toBe(said)
})

test('lines end in CRLF and have 75 octets at most, no character is cut', () => {
  const file = written(
    [entry({ summary: 'é🙂,'.repeat(60), description: 'ü;'.repeat(300), hasAlarm: true })],
    'é'.repeat(80),
  )
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const octets = file.split('\r\n').map((line) => Buffer.byteLength(line))
  expect(Math.max(...octets)).toBeLessThanOrEqual(75)
  expect(file).not.toContain('\ufffd')
  expect(Buffer.from(file).toString()).toBe(file)
})

test('says its name, that nothing in it is older than now, and when to come again', () => {
  const { calendar } = readBack(written([], 'Müller, Söhne; & Co: jetons'))
  const value = (name: string) => `${calendar.getFirstPropertyValue(name)}`
  expect(value('version')).toBe('2.0')
  expect(value('prodid')).toBe('-//Comptoir//Comptoir//EN')
  expect(value('refresh-interval')).toBe('PT6H')
  // The parser knows neither field and leaves their text escaped.
  for (const name of ['name', 'x-wr-calname']) expect(value(name)).toBe('Müller\\, Söhne\\; & Co: jetons')
})

test('an event is an instant in UTC that lasts no time and blocks none; its id stays, its number rises', () => {
  const [first] = readBack(written([entry()])).events
  const [later] = readBack(written([entry()], 'Acme', AS_OF + 60_000_000n)).events
  expect(first?.startDate.toJSDate().toISOString()).toBe('2026-11-30T22:59:00.000Z')
  expect(first?.startDate.zone).toBe(ICAL.Timezone.utcTimezone)
  expect(first?.duration.toSeconds()).toBe(0)
  expect(first?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT')
  expect(first?.component.getFirstPropertyValue('status')).toBe('CONFIRMED')
  for (const name of ['dtstamp', 'last-modified'])
    expect(`${first?.component.getFirstPropertyValue(name)}`).toBe('2026-11-26T20:00:30Z')
  expect(later?.uid).toBe(first?.uid)
  expect(first?.uid).toBe(entry().uid)
  expect((later?.sequence ?? 0) - (first?.sequence ?? 0)).toBe(1)
})

test('reminds 3 days before where asked to; what is only expected is tentative', () => {
  const [plain, alarmed] = readBack(written([entry({ isTentative: true }), entry({ uid: 'b', hasAlarm: true })])).events
  expect(plain?.component.getFirstPropertyValue('status')).toBe('TENTATIVE')
  expect(plain?.component.getAllSubcomponents('valarm')).toEqual([])
  const [alarm, ...others] = alarmed?.component.getAllSubcomponents('valarm') ?? []
  expect(others).toEqual([])
  expect([alarm?.getFirstPropertyValue('action'), `${alarm?.getFirstPropertyValue('trigger')}`]).toEqual([
    'DISPLAY',
    '-P3D',
  ])
})

test('holds no control character, whatever a name has in it', () => {
  const file = written([entry({ summary: 'a\u0000b\u001bc\td\u0085e' })])
  expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u)
  expect(readBack(file).events[0]?.summary).toBe('a b c d e')
})

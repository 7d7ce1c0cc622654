import { expect, it } from 'vitest'
import { allowanceOf, bookOf, grantOf } from '@/lib/testing/books'
import { wallClock } from '../calendar'
import { DAY, type Instant, instantToIso, parseInstant } from '../instants'
import type { Allowance, Book, Grant } from '../ledger/model'
import { periodStart } from '../ledger/periods'
import { planSettlement } from '../ledger/plan-settlement'
import { comingPeriods } from './coming-periods'
import { type Expectation, type ScheduleFacts, schedule } from './schedule'
import type { ScheduledEvent } from './schedule-model'

const at = (text: string) => parseInstant(text) ?? 0n
const NOW = at('2026-02-10T09:00:00Z')
const ENDS = at('2026-02-27T23:00:00Z')
const NEXT_ENDS = at('2026-03-30T22:00:00Z')
const UNKNOWN: Expectation = { forecast: null, topUp: null }

/** The grant of period 0 of the allowance, with so much left. */
function periodOf({ id, amount, rollover }: Allowance, left: bigint): Grant {
  const place = { allowanceId: id, periodN: 0, expiresAt: ENDS, rollover, source: 'plan' as const }
  return grantOf(id, amount, { ...place, available: left, spent: amount - left })
}

function bookWith(allowance: Allowance, left: bigint, overrides: Partial<Book> = {}): Book {
  const grants = left > 0n ? [periodOf(allowance, left)] : []
  return bookOf(grants, { allowances: new Map([[allowance.id, allowance]]), ...overrides })
}

function eventsOf(book: Book, facts: Partial<ScheduleFacts> = {}): ScheduledEvent[] {
  return schedule({ book, now: NOW, limits: [], cards: [], expectation: UNKNOWN, ...facts })
}

const told = (events: readonly ScheduledEvent[]) => events.map(({ kind, at, name, amount }) => [kind, at, name, amount])
const ids = (events: readonly ScheduledEvent[]) => events.map(({ id }) => id)
const free = { costCents: 0n }

it.each([
  ['all of what is left when the rule lets it', { times: 'once', max: 500n } as const, 300n, [['rollover', 300n]]],
  [
    'as much as the rule lets, and what lapses',
    { times: 'once', max: 500n } as const,
    800n,
    [
      ['rollover', 500n],
      ['expiry', 300n],
    ],
  ],
  ['what lapses where nothing rolls over', null, 800n, [['expiry', 800n]]],
  ['all without a limit', { times: 'unlimited', max: null } as const, 800n, [['rollover', 800n]]],
  ['nothing when all is spent', { times: 'once', max: 500n } as const, 0n, []],
] as const)(
  'at the end of a period tells %s, as the ledger will post it, then the renewal, then its price',
  (_, rollover, left, kinds) => {
    const allowance = allowanceOf('team', 1000n, ENDS, { rollover })
    const book = bookWith(allowance, left)
    const first = eventsOf(book).filter((event) => event.at === ENDS)
    expect(first.map(({ kind, amount }) => [kind, amount])).toEqual([
      ...kinds,
      ['renewal', 1000n],
      ['money-charge', null],
    ])
    expect(first.at(-1)).toMatchObject({ costCents: 100n, name: 'Plan team' })
    const settled = planSettlement(book, ENDS)
    const rolled = left - (kinds.find(([kind]) => kind === 'expiry')?.[1] ?? 0n)
    expect(settled.available).toBe(1000n + rolled)
  },
)

it('tells grants of one allowance that end together as one, with what will lapse of both', () => {
  const allowance = allowanceOf('team', 1000n, ENDS, free)
  const rolled = grantOf('rolled', 300n, { expiresAt: ENDS, name: 'team', allowanceId: 'team', periodN: 0 })
  const book = bookOf([periodOf(allowance, 200n), rolled], { allowances: new Map([['team', allowance]]) })
  const [first] = eventsOf(book)
  expect(first).toMatchObject({ kind: 'expiry', at: ENDS, name: 'team', amount: 500n, lapses: null })
  const lapses = [lapseOf('team', 20n), lapseOf('rolled', 150n)]
  const [known] = eventsOf(book, { expectation: { forecast: { lapses, topUps: [] }, topUp: null } })
  expect(known).toMatchObject({ id: first?.id, amount: 500n, lapses: 170n })
})

function lapseOf(grantId: string, middle: bigint) {
  const lapsed = { p10: 0n, p50: middle, p90: middle * 2n }
  return { grantId, name: grantId, source: 'plan' as const, at: ENDS, available: middle * 2n, lapsed }
}

it('tells what begins in the place of the plan, and what ends without another', () => {
  const allowances = new Map([
    ['team', allowanceOf('team', 1000n, ENDS, { nextAt: null })],
    ['starter', allowanceOf('starter', 100n, ENDS, free)],
  ])
  const plan = { key: 'team', nextKey: 'starter', nextAt: ENDS }
  const [begins, renews] = eventsOf(bookOf([], { allowances, plan }))
  expect(told([begins, renews].flatMap((event) => event ?? []))).toEqual([
    ['plan-start', ENDS, 'Plan starter', 100n],
    ['renewal', NEXT_ENDS, 'Plan starter', 100n],
  ])
  allowances.delete('starter')
  expect(told(eventsOf(bookOf([], { allowances, plan: { ...plan, nextKey: null } })))).toEqual([
    ['plan-end', ENDS, 'Plan team', null],
  ])
})

it('tells nothing of a period that is not paid for', () => {
  expect(eventsOf(bookWith(allowanceOf('team', 1000n, ENDS, { paidUntil: ENDS }), 0n))).toEqual([])
})

it('tells grants by their dates, also the end of one that is still on its way', () => {
  const pack = grantOf('pack', 5n, { expiresAt: ENDS - DAY })
  const dates = { effectiveAt: ENDS + DAY, expiresAt: ENDS + 2n * DAY }
  const later = grantOf('later', 7n, { available: 0n, pending: 7n, ...dates })
  const spent = grantOf('spent', 5n, { available: 0n, spent: 5n, expiresAt: ENDS })
  expect(told(eventsOf(bookOf([later, spent, pack])))).toEqual([
    ['expiry', ENDS - DAY, 'pack', 5n],
    ['grant', ENDS + DAY, 'later', 7n],
    ['expiry', ENDS + 2n * DAY, 'later', 7n],
  ])
})

it('looks 400 days ahead, and of renewals 90, but for the next one', () => {
  const within = grantOf('within', 1n, { expiresAt: NOW + 400n * DAY })
  const beyond = grantOf('beyond', 1n, { expiresAt: NOW + 400n * DAY + 1n })
  const due = grantOf('due', 1n, { expiresAt: NOW })
  expect(ids(eventsOf(bookOf([beyond, within, due])))).toEqual(['expiry:within'])
  const renewals = eventsOf(bookWith(allowanceOf('team', 1000n, ENDS), 0n)).filter(({ kind }) => kind === 'renewal')
  expect(renewals.map(({ id }) => id)).toEqual(['renewal:team:1', 'renewal:team:2', 'renewal:team:3'])
  const yearly = allowanceOf('year', 1000n, at('2027-01-30T23:00:00Z'), { unit: 'year' })
  expect(told(eventsOf(bookWith(yearly, 0n))).map(([kind]) => kind)).toEqual(['renewal', 'money-charge'])
})

it('foresees the periods that the ledger will open', () => {
  const book = bookWith(allowanceOf('team', 1000n, ENDS), 0n)
  const facts = ({ id, effectiveAt, expiresAt, amount }: Grant) => ({ id, effectiveAt, expiresAt, amount })
  const coming = comingPeriods(book, NEXT_ENDS + 1n)
  expect(coming.map((grant) => [grant.pending, grant.effectiveAt])).toEqual([
    [1000n, ENDS],
    [1000n, NEXT_ENDS],
  ])
  const opened = [...planSettlement(book, NEXT_ENDS).grants.values()]
  expect(coming.map(facts)).toEqual(opened.map(facts))
})

it('keeps every id through use, settling and another forecast', () => {
  const allowance = allowanceOf('0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10', 1000n, ENDS, {
    rollover: { times: 'once', max: 500n },
  })
  const pack = grantOf('pack', 50n, { expiresAt: NEXT_ENDS })
  const before = bookOf([periodOf(allowance, 800n), pack], { allowances: new Map([[allowance.id, allowance]]) })
  const used = bookOf([periodOf(allowance, 700n), pack], { allowances: before.allowances, version: 99n })
  const expectation = { forecast: { lapses: [lapseOf('pack', 3n)], topUps: [] }, topUp: null }
  const all = ids(eventsOf(before))
  expect(ids(eventsOf(used, { expectation }))).toEqual(all)
  expect(new Set(all).size).toBe(all.length)
  const settled = planSettlement(before, ENDS)
  const left = ids(eventsOf(settled, { now: ENDS }))
  const gone = ids(eventsOf(before).filter((event) => event.at <= ENDS))
  expect(left).toEqual(expect.arrayContaining(all.filter((id) => !gone.includes(id))))
})

it('tells auto top-ups that more than half of the futures have, as expected and with their price', () => {
  const topUp = (time: Instant, probability: number) => ({ at: time, amount: 250n, costCents: 1450n, probability })
  const forecast = { lapses: [], topUps: [topUp(NOW + DAY, 0.9), topUp(NOW + 9n * DAY, 0.4)] }
  const [only, ...others] = eventsOf(bookOf([]), { expectation: { forecast, topUp: { packName: '250k' } } })
  expect(others).toEqual([])
  expect(only).toMatchObject({ id: 'top-up:1', name: '250k', amount: 250n, costCents: 1450n, isExpected: true })
})

it('tells rate cards that will be in force, not those that were, nor one that another replaces at once', () => {
  const card = (version: number, effectiveAt: Instant) => ({ version, effectiveAt })
  const cards = [card(1, 0n), card(2, NOW + DAY), card(3, NOW + DAY), card(4, NOW + 2n * DAY)]
  expect(ids(eventsOf(bookOf([]), { cards }))).toEqual(['price-change:3', 'price-change:4'])
})

const ZONES = [
  ['Europe/Paris', '2026-03-28T23:00:00Z', '2026-10-24T22:00:00Z'],
  ['America/New_York', '2026-03-08T05:00:00Z', '2026-11-01T04:00:00Z'],
  ['Asia/Kathmandu', '2026-03-28T18:15:00Z', '2026-10-24T18:15:00Z'],
  ['Pacific/Chatham', '2026-04-04T10:15:00Z', '2026-09-26T11:15:00Z'],
] as const

/** When the allowance renews, twelve times in all, each foretold on the day before. */
function renewalsOf(anchor: string, zone: string): Instant[] {
  return Array.from({ length: 12 }, (_, n) => {
    const nextAt = periodStart({ anchor, unit: 'month' }, zone, n)
    const allowance = allowanceOf('team', 1000n, nextAt, { ...free, anchor, nextN: n })
    const book = bookOf([], { allowances: new Map([['team', allowance]]), timeZone: zone })
    const [next, later] = eventsOf(book, { now: nextAt - DAY })
    expect(later?.at).toBe(periodStart({ anchor, unit: 'month' }, zone, n + 1))
    return next?.at ?? 0n
  })
}

it.each(ZONES)('in %s renewals keep their wall clock over both changes of it', (zone, spring, autumn) => {
  for (const [text, time] of [
    [spring, '00:00:00'],
    [autumn, '02:30:00'],
  ] as const) {
    const anchor = `${wallClock(at(text), zone).slice(0, 10)}T${time}`
    expect(new Set(renewalsOf(anchor, zone).map((renewal) => wallClock(renewal, zone).slice(11)))).toEqual(
      new Set([time]),
    )
  }
})

it('crosses a change of the clock: the same time of day is another instant', () => {
  const anchor = '2026-02-15T00:00:00'
  const renewalsIn = (zone: string) => renewalsOf(anchor, zone).map((renewal) => instantToIso(renewal).slice(11, 16))
  // From 15 February to 15 January.
  const [paris, newYork] = [renewalsIn('Europe/Paris'), renewalsIn('America/New_York')]
  expect(paris.join(' ')).toBe('23:00 23:00 22:00 22:00 22:00 22:00 22:00 22:00 22:00 23:00 23:00 23:00')
  expect(newYork.join(' ')).toBe('05:00 04:00 04:00 04:00 04:00 04:00 04:00 04:00 04:00 05:00 05:00 05:00')
  expect(new Set(renewalsIn('Asia/Kathmandu'))).toEqual(new Set(['18:15']))
  expect(renewalsIn('Pacific/Chatham').slice(0, 4)).toEqual(['10:15', '10:15', '11:15', '11:15'])
})

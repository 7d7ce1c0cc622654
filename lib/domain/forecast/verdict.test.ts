import { describe, expect, it, test } from 'vitest'
import {
  ADDITION,
  endingIn,
  fanPointOf,
  forecastOf,
  fullLimitOf,
  lapseOf,
  NOW,
  situationOf,
  topUpOf,
} from '@/lib/testing/situations'
import { DAY, HOUR, MINUTE } from '../instants'
import { verdict } from './verdict'
import { type Situation, VERDICTS, type VerdictKind } from './verdict-model'

const TO_ADDITION = ADDITION.at - NOW
const SHORT = endingIn(10n * DAY, 20n * DAY, 30n * DAY)
const TIGHT = endingIn(30n * DAY, 45n * DAY, 60n * DAY)
const TOPPED = forecastOf({ topUps: [topUpOf()], fan: [fanPointOf(NOW + 30n * DAY, 200_000)] })
const WASTING = forecastOf({ lapses: [lapseOf(10_000_000n)] })
const NEVER = { firstUseAt: null, lastUseAt: null, forecast: null }
const IDLE = { lastUseAt: NOW - 14n * DAY, forecast: null }

const kindOf = (overrides: Partial<Situation>) => verdict(situationOf(overrides)).kind
const alsoOf = (overrides: Partial<Situation>) => verdict(situationOf(overrides)).also

describe('each verdict holds where it is said to', () => {
  it.each<[VerdictKind, string, Partial<Situation>]>([
    ['covered', 'the range ends nowhere', {}],
    ['covered', 'the early end is the very instant of the addition', { forecast: endingIn(TO_ADDITION, null, null) }],
    ['tight', 'the early end is just before it', { forecast: endingIn(TO_ADDITION - 1n, TO_ADDITION, null) }],
    ['tight', 'only the early end is seen at all', { forecast: endingIn(10n * DAY, null, null) }],
    ['short', 'the middle is just before it', { forecast: endingIn(10n * DAY, TO_ADDITION - 1n, null) }],
    ['tight', 'the middle is the very instant of it', { forecast: endingIn(10n * DAY, TO_ADDITION, null) }],
    [
      'short',
      '30 days count where nothing is added',
      { nextAddition: null, forecast: endingIn(DAY, 30n * DAY - 1n, null) },
    ],
    ['tight', 'the middle is after those 30 days', { nextAddition: null, forecast: endingIn(DAY, 30n * DAY, null) }],
    [
      'covered',
      'the early end is after those 30 days',
      { nextAddition: null, forecast: endingIn(30n * DAY, null, null) },
    ],
    [
      'covered',
      'the addition is far and the early end beyond 90 days',
      { nextAddition: { ...ADDITION, at: NOW + 200n * DAY }, forecast: endingIn(90n * DAY, 100n * DAY, null) },
    ],
    [
      'tight',
      'the addition is far and the early end within 90 days',
      { nextAddition: { ...ADDITION, at: NOW + 200n * DAY }, forecast: endingIn(90n * DAY - 1n, 100n * DAY, null) },
    ],
    ['top-up', 'what top-ups bring is all that is left at the addition', { forecast: TOPPED }],
    ['wasting', 'exactly a fifth of a grant lapses', { forecast: forecastOf({ lapses: [lapseOf(10_000_000n)] }) }],
    ['covered', 'less than a fifth of it lapses', { forecast: forecastOf({ lapses: [lapseOf(9_999_999n)] }) }],
    [
      'covered',
      'nothing lapses of an empty grant',
      { forecast: forecastOf({ lapses: [lapseOf(0n, { available: 0n })] }) },
    ],
    ['out', 'nothing is available', { available: 0n }],
    ['short', 'a thousandth of a token is left', { available: 1n, forecast: endingIn(0n, MINUTE, HOUR) }],
    ['learning', 'nothing was ever used', NEVER],
    ['learning', 'use began just less than a day ago', { firstUseAt: NOW - DAY + 1n, forecast: null }],
    ['covered', 'use began a day ago', { firstUseAt: NOW - DAY }],
    ['learning', 'there is no forecast, for whatever reason', { forecast: null }],
    ['idle', 'the last use was 14 days ago to the instant', IDLE],
    ['covered', 'the last use was just less than 14 days ago', { lastUseAt: NOW - 14n * DAY + 1n }],
    ['throttled', 'a window stops', { limits: [fullLimitOf()] }],
    ['throttled', 'a window slows', { limits: [fullLimitOf({ policy: 'slow' })] }],
    ['throttled', 'the window of one key stops', { limits: [fullLimitOf({ scope: 'key' })] }],
    ['covered', 'a budget is used up', { limits: [fullLimitOf({ policy: 'tell' }, { state: 'over' })] }],
    ['covered', 'the full window is lifted', { limits: [fullLimitOf({}, { state: 'lifted' })] }],
    [
      'covered',
      'a window is nearly full',
      { limits: [fullLimitOf({}, { state: 'near', remaining: 1n, opensAt: null })] },
    ],
  ])('%s: %s', (kind, _, overrides) => {
    expect(kindOf(overrides)).toBe(kind)
  })
})

test('the early end beside the middle on the far side of the addition: at one instant each, nothing else', () => {
  const before = verdict(situationOf({ forecast: endingIn(TO_ADDITION - 1n, TO_ADDITION - 1n, null) }))
  const at = verdict(situationOf({ forecast: endingIn(TO_ADDITION, TO_ADDITION, null) }))
  expect([before.kind, at.kind]).toEqual(['short', 'covered'])
})

describe('where several hold, the first in the order of precedence is said and the others stand beneath', () => {
  const throttled = { limits: [fullLimitOf()] }
  const wasted = { lapses: [lapseOf(40_000_000n)] }
  it.each<[VerdictKind, VerdictKind[], Partial<Situation>]>([
    ['out', ['throttled'], { available: 0n, ...throttled }],
    ['out', ['idle'], { available: 0n, ...IDLE }],
    ['out', [], { available: 0n, ...NEVER }],
    ['out', [], { available: 0n, forecast: SHORT }],
    ['out', [], { available: 0n, forecast: WASTING }],
    ['throttled', ['learning'], { ...throttled, ...NEVER }],
    ['throttled', ['idle'], { ...throttled, ...IDLE }],
    ['throttled', ['short'], { ...throttled, forecast: SHORT }],
    ['throttled', ['top-up'], { ...throttled, forecast: TOPPED }],
    ['throttled', ['tight'], { ...throttled, forecast: TIGHT }],
    ['throttled', ['wasting'], { ...throttled, forecast: WASTING }],
    ['throttled', ['short', 'wasting'], { ...throttled, forecast: { ...SHORT, ...wasted } }],
    ['learning', [], { firstUseAt: NOW - HOUR, forecast: SHORT }],
    ['idle', [], { ...IDLE, forecast: SHORT }],
    ['short', ['wasting'], { forecast: { ...SHORT, ...wasted } }],
    ['top-up', ['tight'], { forecast: { ...TOPPED, depletion: TIGHT.depletion } }],
    ['top-up', ['wasting'], { forecast: { ...TOPPED, ...wasted } }],
    ['tight', ['wasting'], { forecast: { ...TIGHT, ...wasted } }],
    ['wasting', [], { forecast: WASTING }],
    ['covered', [], {}],
  ])('%s, then %j', (kind, also, overrides) => {
    expect([kindOf(overrides), alsoOf(overrides)]).toEqual([kind, also])
  })

  it('names each of the nine', () => {
    expect(new Set(VERDICTS).size).toBe(9)
  })
})

describe('a top-up', () => {
  const found = (topUps: ReturnType<typeof topUpOf>[], p50: number) =>
    verdict(situationOf({ forecast: forecastOf({ topUps, fan: [fanPointOf(NOW + 30n * DAY, p50)] }) }))

  it('covers when the balance at the addition would be nothing without it', () => {
    expect(found([topUpOf()], 250_000)).toMatchObject({ kind: 'top-up', topUp: topUpOf() })
  })

  it('is not needed when there would be something left without it, and is known all the same', () => {
    expect(found([topUpOf()], 250_001)).toMatchObject({ kind: 'covered', topUp: topUpOf() })
  })

  it('counts only when most paths have it, before the horizon', () => {
    expect(found([topUpOf({ probability: 0.49 })], 100)).toMatchObject({ kind: 'covered', topUp: null })
    expect(found([topUpOf({ at: ADDITION.at })], 100)).toMatchObject({ kind: 'covered', topUp: null })
  })

  it('does not cover what runs out in spite of it: its ceiling is too low', () => {
    const forecast = { ...TOPPED, depletion: SHORT.depletion }
    expect(verdict(situationOf({ forecast }))).toMatchObject({ kind: 'short', topUp: topUpOf() })
  })

  it('is judged just before the addition, not after it', () => {
    const fan = [fanPointOf(ADDITION.at, 200_000), fanPointOf(ADDITION.at, 700_000)]
    expect(kindOf({ forecast: forecastOf({ topUps: [topUpOf()], fan }) })).toBe('top-up')
  })

  it('is the first of several', () => {
    const [later, sooner] = [topUpOf({ at: NOW + 9n * DAY }), topUpOf({ at: NOW + 2n * DAY })]
    expect(found([later, sooner], 100).topUp).toEqual(sooner)
  })
})

test.each<[string, bigint | null, bigint | null, bigint | null, boolean]>([
  ['four times as far', 5n * DAY, 10n * DAY, 20n * DAY, false],
  ['just more than four times', 5n * DAY, 10n * DAY, 20n * DAY + 1n, true],
  ['an early end now', 0n, DAY, 2n * DAY, true],
  ['both ends now', 0n, 0n, 0n, false],
  ['no late end, an early one that is near', 10n * DAY, 40n * DAY, null, true],
  ['no late end, an early one of a quarter of all that is seen', 30n * DAY, null, null, false],
  ['no end', null, null, null, false],
])(
  'the range is wide where its late end is more than four times as far away as its early one: %s',
  (_, p10, p50, p90, isWide) => {
    expect(verdict(situationOf({ forecast: endingIn(p10, p50, p90) })).isWide).toBe(isWide)
  },
)

test('the window that is told opens last; one that never opens by itself comes before it; the account’s before a key’s', () => {
  const soon = fullLimitOf({ key: 'soon' }, { opensAt: NOW + MINUTE })
  const late = fullLimitOf({ key: 'late' }, { opensAt: NOW + HOUR })
  const never = fullLimitOf({ key: 'never' }, { opensAt: null })
  const ofKey = fullLimitOf({ key: 'key', scope: 'key' }, { opensAt: NOW + DAY })
  const told = (...limits: Situation['limits']) => verdict(situationOf({ limits })).window?.quota.key
  expect(told(soon, late)).toBe('late')
  expect(told(late, soon)).toBe('late')
  expect(told(late, never, soon)).toBe('never')
  expect(told(ofKey, soon)).toBe('soon')
  expect(told(ofKey)).toBe('key')
})

test('the waste that is told comes first', () => {
  const [later, sooner] = [lapseOf(40_000_000n, { at: NOW + 9n * DAY }), lapseOf(20_000_000n, { at: NOW + 2n * DAY })]
  expect(verdict(situationOf({ forecast: forecastOf({ lapses: [later, sooner] }) })).wasting).toEqual(sooner)
})

test('what is held is no part of the balance, and debt changes nothing: out is out', () => {
  const refusals = { since: NOW - 2n * HOUR, last: NOW - MINUTE, count: 41n }
  expect(verdict(situationOf({ available: 0n, refusals }))).toMatchObject({
    kind: 'out',
    refusals,
    depletion: null,
    nextAddition: ADDITION,
  })
})

test('it carries what its sentence needs: the range, the horizon, when learning ends, since when nothing was used', () => {
  expect(verdict(situationOf({ forecast: { ...SHORT, isEarly: true, cause: 'expired' } }))).toMatchObject({
    at: NOW,
    timeZone: 'Europe/Paris',
    currency: 'EUR',
    available: 1_204_300_000n,
    depletion: SHORT.depletion,
    isEarly: true,
    cause: 'expired',
    horizon: ADDITION.at,
    learnedAt: null,
    idleSince: null,
  })
  expect(verdict(situationOf({ firstUseAt: NOW - HOUR }))).toMatchObject({
    learnedAt: NOW + 23n * HOUR,
    depletion: null,
  })
  expect(verdict(situationOf(NEVER)).learnedAt).toBeNull()
  expect(verdict(situationOf(IDLE)).idleSince).toBe(NOW - 14n * DAY)
  expect(verdict(situationOf({ nextAddition: null })).horizon).toBe(NOW + 30n * DAY)
})

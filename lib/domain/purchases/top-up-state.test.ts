import { expect, it } from 'vitest'
import { NOW, topUpOf } from '@/lib/testing/top-ups'
import { HOUR, MINUTE } from '../instants'
import { afterRun, blockedBy, COOL_DOWN, started, switchedOff, switchedOn } from './top-up-state'

const SETTING = { threshold: { days: 3 }, packKey: 'small', ceilingCents: 5000n, language: 'fr' } as const
const BY = { accountId: topUpOf().accountId, taxRateBasis: 2000, actor: 'member:bob', now: NOW }
const declined = { state: 'failed', failure: 'insufficient_funds', settledAt: NOW - MINUTE } as const
const done = { state: 'done', failure: null, settledAt: NOW } as const

it('a decline makes it wait for six hours; a second one in a row pauses it', () => {
  const once = afterRun(started(topUpOf(), 'order'), declined, NOW)
  expect(once).toMatchObject({ orderId: null, failures: 1, coolUntil: NOW - MINUTE + 6n * HOUR, paused: null })
  const twice = afterRun(started(once, 'another'), declined, NOW)
  expect(twice).toMatchObject({ isOn: true, failures: 2, paused: { at: NOW, reason: 'insufficient_funds' } })
})

it('a payment between two declines makes the second a first one', () => {
  const once = afterRun(topUpOf(), declined, NOW)
  const paid = afterRun(once, done, NOW)
  expect(paid).toMatchObject({ failures: 0, coolUntil: null, blocked: null })
  expect(afterRun(paid, declined, NOW).paused).toBeNull()
})

it('what is still under way changes nothing', () => {
  const topUp = started(topUpOf(), 'order')
  expect(afterRun(topUp, { state: 'pending', failure: null, settledAt: null }, NOW)).toBe(topUp)
})

it('another amount than ordered pauses it at once; an order that was given up makes it wait and is no failure', () => {
  expect(afterRun(topUpOf(), { state: 'mismatch', failure: 'amount-mismatch', settledAt: NOW }, NOW).paused).toEqual({
    at: NOW,
    reason: 'amount-mismatch',
  })
  const givenUp = afterRun(topUpOf(), { state: 'canceled', failure: null, settledAt: NOW }, NOW)
  expect(givenUp).toMatchObject({ failures: 0, paused: null, coolUntil: NOW + COOL_DOWN })
})

it('a purchase that ends after it was switched off does not switch anything', () => {
  const off = switchedOff(started(topUpOf({ failures: 1 }), 'order'), { actor: 'member:bob', now: NOW })
  expect(off).toMatchObject({ isOn: false, failures: 0, orderId: 'order', actor: 'member:bob' })
  for (const end of [done, declined]) expect(afterRun(off, end, NOW)).toEqual({ ...off, orderId: null })
})

it('its own switch begins anew after a pause and after it was off', () => {
  const paused = topUpOf({ failures: 2, coolUntil: NOW + HOUR, paused: { at: NOW, reason: 'card_declined' } })
  const anew = { ...SETTING, isOn: true, failures: 0, coolUntil: null, paused: null, actor: 'member:bob' }
  expect(switchedOn(paused, SETTING, BY)).toMatchObject(anew)
  expect(switchedOn(null, SETTING, BY)).toMatchObject({ ...anew, orderId: null, changedAt: NOW })
})

it('a figure that is changed while it is on is no way around its wait, nor around its purchase under way', () => {
  const waiting = topUpOf({ failures: 1, coolUntil: NOW + HOUR, orderId: 'order' })
  expect(switchedOn(waiting, SETTING, BY)).toMatchObject({ failures: 1, coolUntil: NOW + HOUR, orderId: 'order' })
})

it('at its ceiling it looks again in the next month, for any other reason in ten minutes', () => {
  const endsAt = NOW + 99n * HOUR
  expect(blockedBy(topUpOf(), 'ceiling', NOW, endsAt).blocked).toEqual({ by: 'ceiling', until: endsAt })
  expect(blockedBy(topUpOf(), 'not-sold', NOW, endsAt).blocked).toEqual({ by: 'not-sold', until: NOW + 10n * MINUTE })
})

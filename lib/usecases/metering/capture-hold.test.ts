import { describe, expect, it, test } from 'vitest'
import { instantToIso, MINUTE } from '@/lib/domain/instants'
import { holdOf, keyCaller, offencesOf, tookNow, totalsOf } from '@/lib/testing/holds'
import { SYSTEM, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { giveGrant } from '../oversight/give-grant'
import { captureHold } from './capture-hold'
import { getHold } from './get-hold'
import { openHold } from './open-hold'
import { releaseHold } from './release-hold'

const clock = new TestClock()
const house = testHouse(clock)

async function account(tokens = '100', debtLimit = '0') {
  const accountId = await testAccount(house, tokens, debtLimit)
  return { accountId, key: keyCaller(accountId) }
}

const took = (calls: number, more: object = {}) => tookNow(clock, calls, more)

describe('capturing a hold', () => {
  it('happens once: the same capture is the first answer again, anything else is refused with what became of it', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, holdOf(60), house)
    const work = took(25)
    const first = await captureHold(key, { id: opened.id, ...work }, house)
    const again = await captureHold(key, { id: opened.id, ...work }, house)
    expect(again).toMatchObject({ charge: first.charge, hold: first.hold, replayed: true })
    const other = captureHold(key, { id: opened.id, ...work, quantities: { call: 26 } }, house)
    expect(await refusalOf(other)).toMatchObject({ kind: 'hold-resolved', facts: { state: 'captured' } })
    expect((await refusalOf(releaseHold(key, { id: opened.id }, house))).kind).toBe('hold-resolved')
    expect(await totalsOf(house, accountId)).toEqual([75, 0, 0])
  })

  it('above the hold is refused without a plan that allows it, and charged when the work reports itself done', async () => {
    const { accountId, key } = await account('100')
    const { hold: opened } = await openHold(key, holdOf(60), house)
    expect(await refusalOf(captureHold(key, { id: opened.id, ...took(61) }, house))).toMatchObject({
      kind: 'capture-above-hold',
      facts: { held: '60', needed: '61' },
    })
    expect(await totalsOf(house, accountId)).toEqual([40, 60, 0])
    const done = await captureHold(key, { id: opened.id, ...took(110, { mode: 'report' }) }, house)
    expect(done.charge).toMatchObject({ tokens: 110_000n, owed: 10_000n })
    expect(await totalsOf(house, accountId)).toEqual([0, 0, 10])
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('of failed work costs nothing and gives everything back', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, holdOf(60), house)
    const failed = await captureHold(key, { id: opened.id, ...took(1, { status: 'failed' }) }, house)
    expect(failed.charge).toMatchObject({ tokens: 0n, status: 'failed', seq: null })
    expect(failed.hold).toMatchObject({ state: 'captured', captured: 0n, returned: 60_000n })
    expect(await totalsOf(house, accountId)).toEqual([100, 0, 0])
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('gives what belonged to a grant that has expired meanwhile to nobody', async () => {
    const { accountId, key } = await account('50')
    const expiresAt = instantToIso(clock.now() + 10n * MINUTE)
    await giveGrant(
      SYSTEM,
      { accountId, key: 'short', source: 'promo', name: 'Short', tokens: '50', reason: 'For the test.', expiresAt },
      house,
    )
    const { hold: opened } = await openHold(key, holdOf(70), house)
    clock.advance(11n * MINUTE)
    expect(await totalsOf(house, accountId)).toEqual([30, 70, 0])
    await captureHold(key, { id: opened.id, ...took(30) }, house)
    // 30 came from the short grant, whose other 20 lapsed; 20 of the long one came back.
    expect(await totalsOf(house, accountId)).toEqual([50, 0, 0])
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('refuses a key that may not write, and finds no hold of another account', async () => {
    const { key, accountId } = await account()
    const { hold } = await openHold(key, holdOf(1), house)
    const reader = keyCaller(accountId, ['charges:read'])
    expect((await refusalOf(captureHold(reader, { id: hold.id, ...took(1) }, house))).kind).toBe('forbidden')
    const { key: stranger } = await account()
    for (const id of [hold.id, 'nothing'])
      expect((await refusalOf(captureHold(stranger, { id, ...took(1) }, house))).kind).toBe('not-found')
  })
})

test('of fifty captures and releases of one hold at once exactly one settles it', async () => {
  const houses = [testHouse(), testHouse()] as const
  const accountId = await testAccount(houses[0], '100')
  const key = keyCaller(accountId)
  const { hold: opened } = await openHold(key, holdOf(60), houses[0])
  const work = { quantities: { call: 10 }, occurredAt: new Date().toISOString() }
  const attempts = Array.from({ length: 50 }, (_, i) =>
    i % 2 === 0
      ? captureHold(key, { id: opened.id, ...work, tags: { n: `${i}` } }, houses[i % 3 === 0 ? 1 : 0])
      : releaseHold(key, { id: opened.id }, houses[i % 3 === 0 ? 1 : 0]),
  )
  const outcomes = await Promise.all(
    attempts.map((attempt) =>
      attempt.then(
        (done) => done,
        (refusal) => refusal,
      ),
    ),
  )
  const settled = outcomes.filter((outcome) => outcome.replayed === false)
  expect(settled).toHaveLength(1)
  const { hold: now } = await getHold(key, { id: opened.id }, houses[0])
  expect(now.state).toBe(settled[0].kind === 'capture' ? 'captured' : 'released')
  expect(await offencesOf(houses[0], accountId)).toEqual([])
})

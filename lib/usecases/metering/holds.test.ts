import { randomUUID } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { instantToIso, MINUTE, SECOND } from '@/lib/domain/instants'
import { TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import type { House } from '../define'
import { giveGrant } from '../oversight/give-grant'
import { verifyLedger } from '../oversight/verify-ledger'
import { captureHold } from './capture-hold'
import { getHold } from './get-hold'
import { openHold } from './open-hold'
import { recordUsage } from './record-usage'
import { releaseHold } from './release-hold'

const clock = new TestClock()
const house = testHouse(clock)

function keyOf(accountId: string | null, scopes: ApiKeyCaller['scopes'] = ['usage:write']): ApiKeyCaller {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

async function account(tokens = '100', debtLimit = '0') {
  const accountId = await testAccount(house, tokens, debtLimit)
  return { accountId, key: keyOf(accountId) }
}

const hold = (calls: number, more: object = {}) => ({
  id: randomUUID(),
  action: 'unit',
  quantities: { call: calls },
  ...more,
})
const took = (calls: number, more: object = {}) => ({
  quantities: { call: calls },
  occurredAt: instantToIso(clock.now()),
  ...more,
})

async function totals(accountId: string) {
  const book = await findBook(house.db, accountId)
  return [book?.available, book?.held, book?.debt].map((amount) => Number((amount ?? 0n) / 1000n))
}

async function isClean(accountId: string, on: House = house) {
  const results = await verifyLedger({ kind: 'job', name: 'verify' }, { accountId }, on)
  return results.flatMap(({ offences }) => offences)
}

describe('a hold', () => {
  it('leaves what is available at once, and its capture charges the truth and gives the rest back', async () => {
    const { accountId, key } = await account()
    const opened = await openHold(key, hold(60), house)
    expect(await totals(accountId)).toEqual([40, 60, 0])
    expect(opened.hold).toMatchObject({ state: 'open', amount: 60_000n, basis: 'quantities' })
    const captured = await captureHold(key, { id: opened.hold.id, ...took(25) }, house)
    expect(captured.charge).toMatchObject({ tokens: 25_000n, key: opened.hold.key, availableAfter: 75_000n })
    expect(captured.hold).toMatchObject({ state: 'captured', captured: 25_000n, returned: 35_000n })
    expect(await totals(accountId)).toEqual([75, 0, 0])
    expect(await isClean(accountId)).toEqual([])
  })

  it('is opened once under its id, and says the same again', async () => {
    const { accountId, key } = await account()
    const asked = hold(60)
    const first = await openHold(key, asked, house)
    const again = await openHold(key, asked, house)
    expect(again).toMatchObject({ hold: first.hold, replayed: true })
    expect((await refusalOf(openHold(key, { ...asked, quantities: { call: 61 } }, house))).kind).toBe('key-reused')
    expect(await totals(accountId)).toEqual([40, 60, 0])
  })

  it('is refused when tokens are missing, whatever debt the account may make, and to a key that may not write', async () => {
    const { key, accountId } = await account('100', '50')
    expect(await refusalOf(openHold(key, hold(101), house))).toMatchObject({
      kind: 'insufficient-tokens',
      facts: { needed: '101', available: '100', shortfall: '1', pack: null },
    })
    const reader = keyOf(accountId, ['balance:read'])
    expect((await refusalOf(openHold(reader, hold(1), house))).kind).toBe('forbidden')
    expect((await refusalOf(openHold(keyOf(null), hold(1), house))).kind).toBe('invalid-input')
  })

  it('takes the usual charge of the action when nothing is estimated, and says so', async () => {
    const now = testHouse()
    const key = keyOf(await testAccount(now, '1000'))
    expect((await refusalOf(openHold(key, { id: 'none', action: 'unit' }, now))).kind).toBe('estimate-missing')
    for (let calls = 1; calls <= 10; calls++) {
      const use = { quantities: { call: calls }, occurredAt: new Date().toISOString() }
      await recordUsage(key, { id: `use-${calls}`, action: 'unit', ...use }, now)
    }
    const { hold: taken } = await openHold(key, { id: 'usual', action: 'unit' }, now)
    expect(taken).toMatchObject({ basis: 'usual', amount: 9000n, rateCardVersion: null })
  })

  it('returns by itself when its time is up, and is then neither captured nor released', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, hold(60, { expiresInSeconds: 60 }), house)
    clock.advance(MINUTE + SECOND)
    expect((await getHold(key, { id: opened.id }, house)).hold.state).toBe('open')
    expect(await refusalOf(captureHold(key, { id: opened.id, ...took(5) }, house))).toMatchObject({
      kind: 'hold-resolved',
      facts: { state: 'expired' },
    })
    expect((await refusalOf(releaseHold(key, { id: opened.id }, house))).facts).toEqual({ state: 'expired' })
    expect(await totals(accountId)).toEqual([100, 0, 0])
    // The work was done all the same: it is reported under the id of the hold, once.
    const report = { id: opened.key, action: 'unit', mode: 'report' as const, ...took(5) }
    expect((await recordUsage(key, report, house)).charge.tokens).toBe(5000n)
    expect(await totals(accountId)).toEqual([95, 0, 0])
    expect(await isClean(accountId)).toEqual([])
  })
})

describe('settling a hold', () => {
  it('happens once: the same capture is the first answer again, anything else is refused with what became of it', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, hold(60), house)
    const work = took(25)
    const first = await captureHold(key, { id: opened.id, ...work }, house)
    const again = await captureHold(key, { id: opened.id, ...work }, house)
    expect(again).toMatchObject({ charge: first.charge, hold: first.hold, replayed: true })
    const other = captureHold(key, { id: opened.id, ...work, quantities: { call: 26 } }, house)
    expect(await refusalOf(other)).toMatchObject({ kind: 'hold-resolved', facts: { state: 'captured' } })
    expect((await refusalOf(releaseHold(key, { id: opened.id }, house))).kind).toBe('hold-resolved')
    expect(await totals(accountId)).toEqual([75, 0, 0])
  })

  it('by release gives everything back, and again changes nothing', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, hold(60), house)
    const first = await releaseHold(key, { id: opened.id }, house)
    expect(first).toMatchObject({
      hold: { state: 'released' },
      balance: { available: 100_000n, held: 0n },
      replayed: false,
    })
    expect(await releaseHold(key, { id: opened.id }, house)).toMatchObject({ balance: first.balance, replayed: true })
    expect((await refusalOf(captureHold(key, { id: opened.id, ...took(1) }, house))).facts).toEqual({
      state: 'released',
    })
    expect(await totals(accountId)).toEqual([100, 0, 0])
    expect(await isClean(accountId)).toEqual([])
  })

  it('above the hold is refused without a plan that allows it, and charged when the work reports itself done', async () => {
    const { accountId, key } = await account('100')
    const { hold: opened } = await openHold(key, hold(60), house)
    expect(await refusalOf(captureHold(key, { id: opened.id, ...took(61) }, house))).toMatchObject({
      kind: 'capture-above-hold',
      facts: { held: '60', needed: '61' },
    })
    expect(await totals(accountId)).toEqual([40, 60, 0])
    const done = await captureHold(key, { id: opened.id, ...took(110, { mode: 'report' }) }, house)
    expect(done.charge).toMatchObject({ tokens: 110_000n, owed: 10_000n })
    expect(await totals(accountId)).toEqual([0, 0, 10])
    expect(await isClean(accountId)).toEqual([])
  })

  it('of failed work costs nothing and gives everything back', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, hold(60), house)
    const failed = await captureHold(key, { id: opened.id, ...took(1, { status: 'failed' }) }, house)
    expect(failed.charge).toMatchObject({ tokens: 0n, status: 'failed', seq: null })
    expect(failed.hold).toMatchObject({ state: 'captured', captured: 0n, returned: 60_000n })
    expect(await totals(accountId)).toEqual([100, 0, 0])
    expect(await isClean(accountId)).toEqual([])
  })

  it('gives what belonged to a grant that has expired meanwhile to nobody', async () => {
    const { accountId, key } = await account('50')
    const expiresAt = instantToIso(clock.now() + 10n * MINUTE)
    await giveGrant(
      { kind: 'system', rule: 'test' },
      { accountId, key: 'short', source: 'promo', name: 'Short', tokens: '50', reason: 'For the test.', expiresAt },
      house,
    )
    const { hold: opened } = await openHold(key, hold(70), house)
    clock.advance(11n * MINUTE)
    expect(await totals(accountId)).toEqual([30, 70, 0])
    await captureHold(key, { id: opened.id, ...took(30) }, house)
    // 30 came from the short grant, whose other 20 lapsed; 20 of the long one came back.
    expect(await totals(accountId)).toEqual([50, 0, 0])
    expect(await isClean(accountId)).toEqual([])
  })

  it('for another account finds no hold, nor does an id that is none', async () => {
    const { key } = await account()
    const { key: stranger } = await account()
    const { hold: opened } = await openHold(key, hold(1), house)
    for (const refused of [
      () => captureHold(stranger, { id: opened.id, ...took(1) }, house),
      () => releaseHold(stranger, { id: opened.id }, house),
      () => getHold(stranger, { id: opened.id }, house),
      () => getHold(key, { id: 'nothing' }, house),
      () => releaseHold(key, { id: randomUUID() }, house),
    ])
      expect((await refusalOf(refused())).kind).toBe('not-found')
    const reader = keyOf(key.accountId, ['charges:read'])
    for (const refused of [
      () => captureHold(reader, { id: opened.id, ...took(1) }, house),
      () => releaseHold(reader, { id: opened.id }, house),
      () => getHold(reader, { id: opened.id }, house),
    ])
      expect((await refusalOf(refused())).kind).toBe('forbidden')
  })
})

test('of fifty captures and releases of one hold at once exactly one settles it', async () => {
  const houses = [testHouse(), testHouse()]
  const accountId = await testAccount(houses[0] as House, '100')
  const key = keyOf(accountId)
  const { hold: opened } = await openHold(key, hold(60), houses[0])
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
  expect(await isClean(accountId, houses[0])).toEqual([])
})

test('work of one id is charged once, whichever way it comes', async () => {
  const { accountId, key } = await account()
  const { hold: opened } = await openHold(key, hold(60, { id: 'work' }), house)
  await recordUsage(key, { id: 'work', action: 'unit', ...took(5) }, house)
  expect((await refusalOf(captureHold(key, { id: opened.id, ...took(5) }, house))).kind).toBe('key-reused')
  await releaseHold(key, { id: opened.id }, house)
  expect((await refusalOf(openHold(key, hold(1, { id: 'work' }), house))).kind).toBe('key-reused')
  expect(await totals(accountId)).toEqual([95, 0, 0])
})

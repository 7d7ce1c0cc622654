import { describe, expect, it, test } from 'vitest'
import { connect } from '@/lib/db/client'
import { MINUTE, SECOND } from '@/lib/domain/instants'
import { HOLDS_OPEN_MAX } from '@/lib/domain/metering/plan-hold'
import { cutterBefore } from '@/lib/testing/cut-connection'
import { holdOf, keyCaller, offencesOf, tookNow, totalsOf } from '@/lib/testing/holds'
import { TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { captureHold } from './capture-hold'
import { getHold } from './get-hold'
import { openHold } from './open-hold'
import { recordUsage } from './record-usage'
import { releaseHold } from './release-hold'

const clock = new TestClock()
const house = testHouse(clock)

async function account(tokens = '100', debtLimit = '0') {
  const accountId = await testAccount(house, tokens, debtLimit)
  return { accountId, key: keyCaller(accountId) }
}

const took = (calls: number, more: object = {}) => tookNow(clock, calls, more)

describe('a hold', () => {
  it('leaves what is available at once, and its capture charges the truth and gives the rest back', async () => {
    const { accountId, key } = await account()
    const opened = await openHold(key, holdOf(60), house)
    expect(await totalsOf(house, accountId)).toEqual([40, 60, 0])
    expect(opened.hold).toMatchObject({ state: 'open', amount: 60_000n, basis: 'quantities' })
    const captured = await captureHold(key, { id: opened.hold.id, ...took(25) }, house)
    expect(captured.charge).toMatchObject({ tokens: 25_000n, key: opened.hold.key, availableAfter: 75_000n })
    expect(captured.hold).toMatchObject({ state: 'captured', captured: 25_000n, returned: 35_000n })
    expect(await totalsOf(house, accountId)).toEqual([75, 0, 0])
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('is opened once under its id, and says the same again', async () => {
    const { accountId, key } = await account()
    const asked = holdOf(60)
    const first = await openHold(key, asked, house)
    const again = await openHold(key, asked, house)
    expect(again).toMatchObject({ hold: first.hold, replayed: true })
    expect((await refusalOf(openHold(key, { ...asked, quantities: { call: 61 } }, house))).kind).toBe('key-reused')
    expect(await totalsOf(house, accountId)).toEqual([40, 60, 0])
  })

  it('refuses what tokens do not cover, whatever debt the account may make, and a key that may not write', async () => {
    const { key, accountId } = await account('100', '50')
    expect(await refusalOf(openHold(key, holdOf(101), house))).toMatchObject({
      kind: 'insufficient-tokens',
      facts: { needed: '101', available: '100', shortfall: '1', pack: null },
    })
    const reader = keyCaller(accountId, ['balance:read'])
    expect((await refusalOf(openHold(reader, holdOf(1), house))).kind).toBe('forbidden')
    expect((await refusalOf(openHold(keyCaller(null), holdOf(1), house))).kind).toBe('invalid-input')
  })

  it('refuses more than may be open at once, until one is settled', async () => {
    const { key } = await account('5000')
    const opened = await Promise.all(Array.from({ length: HOLDS_OPEN_MAX }, () => openHold(key, holdOf(1), house)))
    expect(await refusalOf(openHold(key, holdOf(1), house))).toMatchObject({ kind: 'too-many-holds' })
    await releaseHold(key, { id: opened[0]?.hold.id ?? '' }, house)
    expect((await openHold(key, holdOf(1), house)).hold.state).toBe('open')
  })

  it('takes the usual charge of the action when nothing is estimated, and says so', async () => {
    const now = testHouse()
    const key = keyCaller(await testAccount(now, '1000'))
    expect((await refusalOf(openHold(key, { id: 'none', action: 'unit' }, now))).kind).toBe('estimate-missing')
    for (let calls = 1; calls <= 10; calls++) {
      const use = { quantities: { call: calls }, occurredAt: new Date().toISOString() }
      await recordUsage(key, { id: `use-${calls}`, action: 'unit', ...use }, now)
    }
    const { hold: taken } = await openHold(key, { id: 'usual', action: 'unit' }, now)
    expect(taken).toMatchObject({ basis: 'usual', amount: 9000n, rateCardVersion: null })
  })

  it('is estimated again when the connection is lost meanwhile', async () => {
    const accountId = await testAccount(testHouse(), '1000')
    const cutter = await cutterBefore(process.env.DATABASE_URL ?? '')
    const db = connect(cutter.url, undefined, 1)
    const now = { ...testHouse(), db }
    const key = keyCaller(accountId)
    const use = { quantities: { call: 7 }, occurredAt: new Date().toISOString() }
    await recordUsage(key, { id: 'use', action: 'unit', ...use }, now)
    const opening = openHold(key, { id: 'usual', action: 'unit' }, now)
    cutter.cut()
    expect((await opening).hold).toMatchObject({ basis: 'usual', amount: 7000n })
    await db.$disconnect()
    cutter.close()
  })

  it('returns by itself when its time is up, and is then neither captured nor released', async () => {
    const { accountId, key } = await account()
    const { hold: opened } = await openHold(key, holdOf(60, { expiresInSeconds: 60 }), house)
    clock.advance(MINUTE + SECOND)
    expect((await getHold(key, { id: opened.id }, house)).hold.state).toBe('open')
    expect(await refusalOf(captureHold(key, { id: opened.id, ...took(5) }, house))).toMatchObject({
      kind: 'hold-resolved',
      facts: { state: 'expired' },
    })
    expect((await refusalOf(releaseHold(key, { id: opened.id }, house))).facts).toEqual({ state: 'expired' })
    expect(await totalsOf(house, accountId)).toEqual([100, 0, 0])
    // The work was done all the same: it is reported under the id of the hold, once.
    const report = { id: opened.key, action: 'unit', mode: 'report' as const, ...took(5) }
    expect((await recordUsage(key, report, house)).charge.tokens).toBe(5000n)
    expect(await totalsOf(house, accountId)).toEqual([95, 0, 0])
    expect(await offencesOf(house, accountId)).toEqual([])
  })
})

test('work of one id is charged once, whichever way it comes', async () => {
  const { accountId, key } = await account()
  const { hold: opened } = await openHold(key, holdOf(60, { id: 'work' }), house)
  await recordUsage(key, { id: 'work', action: 'unit', ...took(5) }, house)
  expect((await refusalOf(captureHold(key, { id: opened.id, ...took(5) }, house))).kind).toBe('key-reused')
  await releaseHold(key, { id: opened.id }, house)
  expect((await refusalOf(openHold(key, holdOf(1, { id: 'work' }), house))).kind).toBe('key-reused')
  expect(await totalsOf(house, accountId)).toEqual([95, 0, 0])
})

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { holdOf, keyCaller, offencesOf, tookNow, totalsOf } from '@/lib/testing/holds'
import { TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { captureHold } from './capture-hold'
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

it('gives everything back, and again changes nothing', async () => {
  const { accountId, key } = await account()
  const { hold: opened } = await openHold(key, holdOf(60), house)
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
  expect(await totalsOf(house, accountId)).toEqual([100, 0, 0])
  expect(await offencesOf(house, accountId)).toEqual([])
})

it('says what it left, the same again, and pays debt from that', async () => {
  const { accountId, key } = await account('100', '20')
  const { hold: opened } = await openHold(key, holdOf(60), house)
  await recordUsage(key, { id: 'owing', action: 'unit', ...took(50) }, house)
  expect(await totalsOf(house, accountId)).toEqual([0, 60, 10])
  const first = await releaseHold(key, { id: opened.id }, house)
  expect(await totalsOf(house, accountId)).toEqual([50, 0, 0])
  expect(first.balance).toEqual({ available: 60_000n, held: 0n })
  expect((await releaseHold(key, { id: opened.id }, house)).balance).toEqual(first.balance)
  expect(await offencesOf(house, accountId)).toEqual([])
})

it('refuses a key that may not write, and finds no hold of another account', async () => {
  const { key, accountId } = await account()
  const { hold } = await openHold(key, holdOf(1), house)
  const reader = keyCaller(accountId, ['balance:read'])
  expect((await refusalOf(releaseHold(reader, { id: hold.id }, house))).kind).toBe('forbidden')
  const { key: stranger } = await account()
  for (const id of [hold.id, 'nothing', randomUUID()])
    expect((await refusalOf(releaseHold(stranger, { id }, house))).kind).toBe('not-found')
})

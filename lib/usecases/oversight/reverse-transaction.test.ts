import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { findCharge } from '@/lib/db/metering'
import { HOUR, instantToIso } from '@/lib/domain/instants'
import { holdOf, keyCaller, offencesOf, tookNow, totalsOf } from '@/lib/testing/holds'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { loadRateCards } from '../catalogue/rate-cards'
import { captureHold } from '../metering/capture-hold'
import { openHold } from '../metering/open-hold'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from './give-grant'
import { reverseTransaction } from './reverse-transaction'

const house = testHouse()
const operator = staffCaller('operator')

async function chargedAccount(): Promise<{ accountId: string; chargeId: string; seq: string }> {
  const accountId = await testAccount(house, '10')
  const [outcome] = await enqueueUsage(
    [usageEvent(accountId, BigInt(Date.now()) * 1000n, { quantities: { call: 4000n } })],
    house,
  )
  if (outcome?.kind !== 'charge') throw new Error('The charge was refused.')
  return { accountId, chargeId: outcome.charge.id, seq: `${outcome.charge.seq}` }
}

it('gives a charge back to the grant that paid, and the charge says so', async () => {
  const { accountId, chargeId, seq } = await chargedAccount()
  const done = await reverseTransaction(
    operator,
    { accountId, seq, reason: 'Charged in error.', key: randomUUID() },
    house,
  )
  expect(done).toMatchObject({
    replayed: false,
    shortfall: 0n,
    transaction: { kind: 'reversal', amount: 4000n, availableAfter: 10_000n, reverses: BigInt(seq) },
  })
  const cards = await loadRateCards(house.db, house.db)
  expect(await findCharge(house.db, accountId, chargeId, cards.byVersion)).toMatchObject({
    tokens: 4000n,
    reversedBy: 3n,
  })
})

it('reverses once: the same key is answered again, another is refused, 20 at once make one', async () => {
  const { accountId, seq } = await chargedAccount()
  const attempts = Array.from({ length: 20 }, () =>
    reverseTransaction(operator, { accountId, seq, reason: 'Charged in error.', key: randomUUID() }, house),
  )
  const settled = await Promise.allSettled(attempts)
  expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  expect(settled.flatMap((one) => (one.status === 'rejected' ? [one.reason.kind] : []))).toEqual(
    Array(19).fill('already-reversed'),
  )
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 10_000n, version: 3n })
})

it('takes back what is left of a grant and states the rest, again under the same key', async () => {
  const { accountId } = await chargedAccount()
  const input = { accountId, seq: '1', reason: 'Given to the wrong customer.', key: randomUUID() }
  const done = await reverseTransaction(operator, input, house)
  expect(done).toMatchObject({ shortfall: 4000n, transaction: { amount: 6000n, availableAfter: 0n } })
  expect(await reverseTransaction(operator, input, house)).toEqual({ ...done, replayed: true })
})

describe('a capture', () => {
  /** 100 tokens of a grant that lasts an hour and 100 that last: 130 held, 120 captured. */
  async function captured() {
    const clock = new TestClock()
    const house = testHouse(clock)
    const accountId = await testAccount(house, '100')
    const key = keyCaller(accountId)
    const expiresAt = instantToIso(clock.now() + HOUR)
    const short = { accountId, source: 'promo' as const, name: 'Short', tokens: '100', reason: 'For the test.' }
    await giveGrant(SYSTEM, { ...short, key: 's', priority: 1, expiresAt }, house)
    const { hold: opened } = await openHold(key, holdOf(130), house)
    const { hold } = await captureHold(key, { id: opened.id, ...tookNow(clock, 120) }, house)
    const reverse = (seq: bigint | null) =>
      reverseTransaction(operator, { accountId, seq: `${seq}`, reason: 'It never ran.', key: randomUUID() }, house)
    return { clock, house, accountId, hold, reverse }
  }

  it("gives its tokens back to the grants that paid, as a charge's are", async () => {
    const { house, accountId, hold, reverse } = await captured()
    expect((await reverse(hold.captureSeq)).transaction).toMatchObject({ kind: 'reversal', amount: 120_000n })
    expect(await totalsOf(house, accountId)).toEqual([200, 0, 0])
    expect((await refusalOf(reverse(hold.captureSeq))).kind).toBe('already-reversed')
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('brings what has lapsed meanwhile back as a grant of 30 days', async () => {
    const { clock, house, accountId, hold, reverse } = await captured()
    clock.advance(2n * HOUR)
    await reverse(hold.captureSeq)
    expect(await totalsOf(house, accountId)).toEqual([200, 0, 0])
    const refund = await house.db.grant.findFirst({ where: { accountId, source: 'refund' } })
    expect(refund).toMatchObject({ amount: 100_000n, available: 100_000n })
    expect(await offencesOf(house, accountId)).toEqual([])
  })

  it('leaves its hold as it is: neither the hold nor what it gave back can be reversed', async () => {
    const { house, accountId, hold, reverse } = await captured()
    for (const seq of [hold.seq, hold.returnSeq]) expect((await refusalOf(reverse(seq))).kind).toBe('not-reversible')
    await reverse(hold.captureSeq)
    expect(await house.db.hold.findFirst({ where: { accountId } })).toMatchObject({ state: 'captured' })
  })
})

it('refuses a transaction that is not there, a reversal of a reversal, and callers who may not', async () => {
  const { accountId, seq } = await chargedAccount()
  const input = { accountId, seq, reason: 'Charged in error.', key: randomUUID() }
  await expect(reverseTransaction(operator, { ...input, seq: '99' }, house)).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(reverseTransaction(staffCaller('support'), input, house)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(reverseTransaction({ kind: 'visitor', address: '::1' }, input, house)).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await reverseTransaction(operator, input, house)
  await expect(reverseTransaction(operator, { ...input, seq: '3', key: randomUUID() }, house)).rejects.toMatchObject({
    kind: 'not-reversible',
  })
})

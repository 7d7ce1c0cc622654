import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { findCharge } from '@/lib/db/metering'
import { staffCaller, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { loadRateCards } from '../catalogue/rate-cards'
import { enqueueUsage } from '../metering/operation-queue'
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

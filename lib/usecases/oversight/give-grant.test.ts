import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { HOUR, instantToIso } from '@/lib/domain/instants'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from './give-grant'

function pack(accountId: string, overrides: object = {}) {
  return {
    accountId,
    key: randomUUID(),
    source: 'pack' as const,
    name: 'Pack',
    tokens: '250',
    reason: 'Sold by contract.',
    costCents: 1450n,
    ...overrides,
  }
}

it('keeps a grant pending until it takes effect, and lapses it at its expiry, settled by the next charge', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house)
  const dates = { effectiveAt: instantToIso(clock.now() + HOUR), expiresAt: instantToIso(clock.now() + 3n * HOUR) }
  await giveGrant(SYSTEM, pack(accountId, dates), house)
  expect((await enqueueUsage([usageEvent(accountId, clock.now())], house))[0]).toMatchObject({
    refusal: { kind: 'insufficient-tokens', facts: { nextAddition: { at: dates.effectiveAt, tokens: '250' } } },
  })
  clock.advance(2n * HOUR)
  expect((await enqueueUsage([usageEvent(accountId, clock.now())], house))[0]).toMatchObject({
    kind: 'charge',
    charge: { availableAfter: 249_000n },
  })
  clock.advance(HOUR)
  expect((await enqueueUsage([usageEvent(accountId, clock.now())], house))[0]).toMatchObject({
    refusal: { kind: 'insufficient-tokens' },
  })
  const [grant] = await house.db.grant.findMany({ where: { accountId } })
  expect(grant).toMatchObject({ amount: 250_000n, spent: 1000n, expired: 249_000n, costCents: 1450n })
})

it('pays debt first and keeps the rest', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  await enqueueUsage(
    [usageEvent(accountId, BigInt(Date.now()) * 1000n, { mode: 'report', quantities: { call: 100_000n } })],
    house,
  )
  await giveGrant(SYSTEM, pack(accountId), house)
  expect(await findBook(house.db, accountId)).toMatchObject({ debt: 0n, available: 150_000n, version: 3n })
})

it('holds the largest amount, and refuses a total beyond what can be counted', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  const largest = () => giveGrant(SYSTEM, pack(accountId, { tokens: '1000000000000000' }), house)
  for (let i = 0; i < 9; i++) await largest()
  await expect(largest()).rejects.toMatchObject({ kind: 'amount-too-large' })
  const toCome = pack(accountId, { effectiveAt: '2999-01-01T00:00:00Z', tokens: '0.001' })
  await expect(giveGrant(SYSTEM, toCome, house)).rejects.toMatchObject({ kind: 'amount-too-large' })
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 9n * 10n ** 18n })
})

it('keeps what is due settled when the clock goes back', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house, '10')
  clock.advance(-2n * HOUR)
  const effectiveAt = instantToIso(clock.now() + HOUR)
  const { transaction } = await giveGrant(SYSTEM, pack(accountId, { effectiveAt }), house)
  expect(transaction).toMatchObject({ availableAfter: 260_000n, recordedAt: clock.now() + 2n * HOUR + 1n })
  const lapsed = pack(accountId, { expiresAt: instantToIso(clock.now() + HOUR) })
  await expect(giveGrant(SYSTEM, lapsed, house)).rejects.toMatchObject({ kind: 'invalid-input' })
})

it('takes an account by its id however it is spelled', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  await giveGrant(SYSTEM, pack(accountId.toUpperCase()), house)
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 250_000n })
})

it('refuses an expiry before the beginning or in the past, and callers who may not', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  await expect(giveGrant(SYSTEM, pack(accountId, { expiresAt: '2020-01-01T00:00:00Z' }), house)).rejects.toMatchObject({
    kind: 'invalid-input',
    faults: [{ pointer: '/expiresAt' }],
  })
  const past = { effectiveAt: '2020-01-01T00:00:00Z', expiresAt: '2020-02-01T00:00:00Z' }
  await expect(giveGrant(SYSTEM, pack(accountId, past), house)).rejects.toMatchObject({ kind: 'invalid-input' })
  await expect(giveGrant(staffCaller('operator'), pack(accountId), house)).rejects.toMatchObject({ kind: 'forbidden' })
  await expect(
    giveGrant({ kind: 'apiKey', keyId: randomUUID(), accountId, scopes: ['usage:write'] }, pack(accountId), house),
  ).rejects.toMatchObject({ kind: 'not-found' })
})

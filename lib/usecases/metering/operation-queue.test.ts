import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { connect } from '@/lib/db/client'
import { findBook } from '@/lib/db/ledger'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { type House, newId } from '../define'
import { enqueueUsage, type SettledUsage } from './operation-queue'

/** Two houses on one database are two processes to each other: each has a queue of its own. */
function twoProcesses(): [House, House] {
  return [testHouse(), testHouse()]
}

async function sendAll(
  houses: readonly House[],
  events: readonly ReturnType<typeof usageEvent>[],
): Promise<SettledUsage[]> {
  const answers = await Promise.all(
    events.map((event, i) => enqueueUsage([event], houses[i % houses.length] ?? testHouse())),
  )
  return answers.flat()
}

function count(outcomes: readonly SettledUsage[]) {
  const charges = outcomes.filter((outcome) => outcome.kind === 'charge')
  return {
    charged: charges.filter((charge) => !charge.replayed).length,
    replayed: charges.filter((charge) => charge.replayed).length,
    refused: outcomes.filter((outcome) => outcome.kind === 'refusal').length,
  }
}

const now = () => BigInt(Date.now()) * 1000n

it('admits exactly 100 of 200 parallel charges of 1 on a balance of 100, and refuses 100 for lack of tokens', async () => {
  const houses = twoProcesses()
  const accountId = await testAccount(houses[0], '100')
  const outcomes = await sendAll(
    houses,
    Array.from({ length: 200 }, () => usageEvent(accountId, now())),
  )
  expect(count(outcomes)).toEqual({ charged: 100, replayed: 0, refused: 100 })
  expect(outcomes.flatMap((o) => (o.kind === 'refusal' ? [o.refusal.kind] : []))).toEqual(
    Array(100).fill('insufficient-tokens'),
  )
  expect(await findBook(houses[0].db, accountId)).toMatchObject({ available: 0n, debt: 0n, version: 101n })
  const refusals = await houses[0].db.refusalHour.aggregate({ where: { accountId }, _sum: { refusals: true } })
  expect(refusals._sum.refusals).toBe(100n)
})

it('charges once for 1,600 calls with one key', async () => {
  const houses = twoProcesses()
  const accountId = await testAccount(houses[0], '5000')
  const event = usageEvent(accountId, now())
  const outcomes: SettledUsage[] = []
  // On a busy machine some are told after 2 s that the event is still running, and to come again: in the end all get its answer.
  while (outcomes.length < 1600) {
    const answers = await sendAll(houses, Array(1600 - outcomes.length).fill(event))
    outcomes.push(...answers.filter((answer) => answer.kind !== 'refusal' || answer.refusal.kind !== 'key-in-flight'))
  }
  expect(count(outcomes)).toEqual({ charged: 1, replayed: 1599, refused: 0 })
  expect(await findBook(houses[0].db, accountId)).toMatchObject({ available: 4_999_000n, version: 2n })
})

it('answers a repetition with the same charge as the first time, also later', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '5000')
  const event = usageEvent(accountId, now(), { actionKey: 'chat', quantities: { input: 1_240_000n, output: 960_000n } })
  const [first] = await enqueueUsage([event], house)
  const [later] = await enqueueUsage([event], testHouse())
  expect(first).toMatchObject({ kind: 'charge', replayed: false, charge: { tokens: 412_000n, owed: 0n, seq: 2n } })
  expect(later).toEqual({ ...first, replayed: true, advice: expect.anything() })
})

it('refuses the same key with another body, and leaves the ledger as it was', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '10')
  const event = usageEvent(accountId, now())
  await enqueueUsage([event], house)
  const [second, inFlush] = await enqueueUsage(
    [
      { ...event, fingerprint: '11' },
      { ...event, fingerprint: '22' },
    ],
    house,
  )
  expect([second, inFlush]).toMatchObject([{ refusal: { kind: 'key-reused' } }, { refusal: { kind: 'key-reused' } }])
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 9000n })
})

it('lets a refused key succeed later: a refusal stores nothing', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  const event = usageEvent(accountId, now())
  expect((await enqueueUsage([event], house))[0]).toMatchObject({
    refusal: { kind: 'insufficient-tokens', facts: { needed: '1', available: '0', shortfall: '1' } },
  })
  const reported = await enqueueUsage([{ ...event, mode: 'report' }], house)
  expect(reported[0]).toMatchObject({ kind: 'charge', charge: { owed: 1000n, debtAfter: 1000n } })
})

it('fails the event alone that does not fit: its neighbours in the flush are charged', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '10')
  const outcomes = await enqueueUsage(
    [
      usageEvent(accountId, now()),
      usageEvent(accountId, now(), { actionKey: 'nothing' }),
      usageEvent(accountId, now(), { quantities: { second: 1000n } }),
      usageEvent(accountId, now() + HOUR),
      usageEvent(accountId, now() - 36n * DAY),
      usageEvent(randomUUID(), now()),
      usageEvent(accountId, now()),
    ],
    house,
  )
  expect(outcomes.map((o) => (o.kind === 'charge' ? 'charge' : o.refusal.kind))).toEqual([
    'charge',
    'unknown-action',
    'unknown-quantity-class',
    'event-in-future',
    'event-too-old',
    'not-found',
    'charge',
  ])
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 8000n })
})

it('keeps a fault in the data to its own sender: all others of the flush are charged', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '10')
  const good = () => enqueueUsage([usageEvent(accountId, now())], house)
  // PostgreSQL text cannot hold NUL; the API refuses it, so that only a defect of ours could bring one here.
  const bad = () => enqueueUsage([usageEvent(accountId, now(), { tags: { a: 'b' }, source: 'nul\u0000' })], house)
  const answers = await Promise.allSettled([good(), good(), bad(), good(), good()])
  expect(answers.map((answer) => answer.status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 6000n, version: 5n })
})

it('records a failed operation at no cost, and a late one in the quarter in which it occurred', async () => {
  const clock = new TestClock('2026-03-02T09:07:00Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house, '10')
  const [failed, late] = await enqueueUsage(
    [
      usageEvent(accountId, clock.now(), { status: 'failed' }),
      usageEvent(accountId, clock.now() - 3n * HOUR, { quantities: { call: 2000n } }),
    ],
    house,
  )
  expect(failed).toMatchObject({
    kind: 'charge',
    charge: { status: 'failed', tokens: 0n, seq: null, pricing: null, availableAfter: 10_000n },
  })
  expect(late).toMatchObject({ kind: 'charge', charge: { status: 'charged', tokens: 2000n, late: true } })
  const buckets = await house.db.usageBucket.findMany({ where: { accountId }, orderBy: { bucketAt: 'asc' } })
  expect(buckets.map((b) => [b.bucketAt.toISOString(), b.tokens, b.charges, b.failures, b.quantities])).toEqual([
    ['2026-03-02T06:00:00.000Z', 2000n, 1n, 0n, { call: '2' }],
    ['2026-03-02T09:00:00.000Z', 0n, 0n, 1n, {}],
  ])
})

it('adds later charges of a quarter to its quantities exactly', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house, '1000')
  for (const units of [100n, 250n, 2650n]) {
    await enqueueUsage(
      [usageEvent(accountId, clock.now(), { actionKey: 'chat', quantities: { input: units, output: 1n } })],
      house,
    )
    clock.advance(MINUTE)
  }
  const [bucket] = await house.db.usageBucket.findMany({ where: { accountId } })
  expect(bucket).toMatchObject({ charges: 3n, quantities: { input: '3', output: '0.003' } })
})

it('does not try a flush in ever smaller parts when the database is too slow for it', async () => {
  const house = testHouse()
  const accountId = await testAccount(house, '10')
  // Options in the address take the place of ours: here a time limit that is over before the lock is given up.
  const hasty = connect(`${process.env.DATABASE_URL}?options=-c%20statement_timeout%3D200`, undefined, 2)
  await house.db.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE usage_bucket IN SHARE MODE`
    const events = Array.from({ length: 8 }, () => usageEvent(accountId, now()))
    const refusal = await refusalOf(enqueueUsage(events, { db: hasty, clock: null, newId }))
    expect([refusal.kind, refusal.retryAfterSeconds]).toEqual(['unavailable', 2])
  })
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 10_000n, version: 1n })
  await hasty.$disconnect()
})

it('answers other accounts while a transaction elsewhere holds one for long', async () => {
  const house = testHouse()
  const [held, free] = [await testAccount(house, '10'), await testAccount(house, '10')]
  let release = () => {}
  const locked = new Promise<void>((ready) => {
    void house.db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM account WHERE id = ${held}::uuid FOR UPDATE`
      ready()
      await new Promise<void>((wake) => {
        release = wake
      })
    })
  })
  await locked
  const waiting = enqueueUsage([usageEvent(held, now())], house)
  expect((await enqueueUsage([usageEvent(free, now())], house))[0]).toMatchObject({ kind: 'charge' })
  release()
  expect((await waiting)[0]).toMatchObject({ kind: 'charge' })
})

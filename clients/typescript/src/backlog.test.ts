import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Stage } from '../testing/stage.js'
import { Refused, Unreachable, UsageNotKept } from './errors.js'
import { fileStore } from './file-store.js'
import { memoryStore, type QueueStore } from './queue-store.js'

const stage = new Stage()
const one = { action: 'unit', quantities: { call: 1 } }
const atRisk = { tokensAtRisk: '1' }
/** Nothing is replayed unless it is asked for. */
const slowly = { firstMillis: 10_000, longestMillis: 10_000 }
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-queue-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('when an answer is lost, the usage may have been recorded', () => {
  test('and is charged once', async () => {
    const queue = await stage.newQueue()
    stage.proxy.weather = () => 'lose-answer'
    expect(await queue.usage(one, atRisk)).toMatchObject({ kind: 'queued' })
    expect(await stage.used()).toBe(1)
    await expect(queue.flush()).rejects.toThrow(Unreachable)
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, await stage.used(), stage.letters]).toEqual([0, 1, []])
  })

  test('or not: what is refused when it is asked again is reported, for the work is done', async () => {
    const queue = await stage.newQueue({ riskBudgetTokens: '200' })
    stage.proxy.weather = () => 'lose-request'
    await queue.usage({ ...one, quantities: { call: 150 } }, { tokensAtRisk: '150' })
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, await stage.used(), stage.letters]).toEqual([0, 150, []])
  })
})

describe('the replay', () => {
  beforeEach(() => {
    stage.proxy.weather = () => 'lose-request'
  })

  test('keeps the order, in few requests', async () => {
    const queue = await stage.newQueue({
      riskBudgetTokens: '100',
      maxEvents: 100,
      backoff: slowly,
    })
    const ids = Array.from({ length: 60 }, (_, i) => `event-${i}`)
    for (const id of ids) await queue.usage({ ...one, id }, atRisk)
    stage.proxy.heard.length = 0
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect(stage.events().map(({ id }) => id)).toEqual(ids)
    expect([stage.proxy.heard.length, await stage.used()]).toEqual([1, 60])
  })

  test('goes out in parts of less than 1 MiB', async () => {
    const queue = await stage.newQueue({
      riskBudgetTokens: '400',
      maxEvents: 400,
      backoff: slowly,
    })
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`tag-${i}`, 'é'.repeat(256)]))
    await Promise.all(
      Array.from({ length: 200 }, () =>
        queue.keep({ event: stage.client.prepare({ ...one, tags }), unanswered: null }, '1'),
      ),
    )
    stage.proxy.heard.length = 0
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect([stage.proxy.heard.length, queue.size, stage.letters]).toEqual([3, 0, []])
  })

  test('hands out what is refused for good, and records the rest', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, atRisk)
    await queue.usage({ ...one, id: 'bad', action: 'paint' }, atRisk)
    await queue.usage(one, atRisk)
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, queue.tokensAtRisk, await stage.used()]).toEqual([0, '0', 2])
    expect(stage.letters).toMatchObject([
      { event: { id: 'bad' }, problem: { type: '/api/v1/problems/unknown-action' }, tokensAtRisk: '1' },
    ])
  })

  test('goes past one on which Comptoir fails, which waits', async () => {
    const queue = await stage.newQueue({ riskBudgetTokens: '100', maxEvents: 100, backoff: slowly })
    for (let i = 0; i < 40; i++) await queue.usage({ ...one, id: i === 17 ? 'poison' : `event-${i}` }, atRisk)
    stage.proxy.heard.length = 0
    stage.proxy.weather = ({ body }) => (body.includes('poison') ? 'fault' : 'pass')
    await expect(queue.flush()).rejects.toMatchObject({ status: 500 })
    expect([queue.size, await stage.used(), stage.letters]).toEqual([1, 39, []])
    expect(stage.proxy.heard.length).toBeLessThan(20)
  })

  test('does not hammer a Comptoir that fails on everything', async () => {
    const queue = await stage.newQueue({ riskBudgetTokens: '100', maxEvents: 100, backoff: slowly })
    for (let i = 0; i < 40; i++) await queue.usage(one, atRisk)
    stage.proxy.heard.length = 0
    stage.proxy.weather = () => 'fault'
    await expect(queue.flush()).rejects.toMatchObject({ status: 500 })
    expect([queue.size, stage.proxy.heard.length < 20]).toEqual([40, true])
  })

  test('brings a dead letter again until it was taken', async () => {
    let deliveries = 0
    const take = () => {
      deliveries++
      if (deliveries < 3) throw new Error('The disk is full.')
    }
    const troubles: unknown[] = []
    const queue = await stage.newQueue({ onDeadLetter: take, onTrouble: (error) => troubles.push(error) })
    await queue.usage({ ...one, action: 'paint' }, atRisk)
    await queue.usage(one, atRisk)
    stage.proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(queue.size).toBe(0), 2000)
    expect([deliveries, await stage.used()]).toEqual([3, 1])
    expect(troubles.filter((error) => !(error instanceof Unreachable))).toEqual([
      new Error('The disk is full.'),
      new Error('The disk is full.'),
    ])
  })

  test('waits while the key is refused: that is not about the usage', async () => {
    const mistyped = stage.clientOf(`${stage.key}x`)
    const troubles: unknown[] = []
    const queue = await stage.newQueue({ client: mistyped, onTrouble: (error) => troubles.push(error) })
    await queue.usage(one, atRisk)
    stage.proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(troubles).toContainEqual(expect.any(Refused)), 2000)
    await expect(queue.flush()).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect([queue.size, stage.letters]).toEqual([1, []])
  })
})

describe('with a store', () => {
  test('the next process reports what the last one left', async () => {
    const path = join(folder, 'next.jsonl')
    stage.proxy.weather = () => 'lose-answer'
    const before = await stage.newQueue({ store: fileStore(path) })
    await before.usage({ ...one, id: 'kept' }, atRisk)
    await before.usage(one, atRisk)
    await before.close()
    expect(await stage.used()).toBe(2)
    stage.proxy.weather = () => 'pass'
    const after = await stage.newQueue({ store: fileStore(path) })
    expect([after.size, after.tokensAtRisk]).toEqual([2, '2'])
    await after.flush()
    expect([after.size, await stage.used(), stage.letters]).toEqual([0, 2, []])
    await after.close()
    const last = fileStore(path)
    expect(await last.load()).toEqual([])
    await last.close()
  })

  test('that fails, the usage is not taken, and the caller has the event', async () => {
    const full: QueueStore = { ...memoryStore(), put: () => Promise.reject(new Error('No space left.')) }
    const queue = await stage.newQueue({ store: full })
    stage.proxy.weather = () => 'lose-request'
    const error = await queue.usage(one, atRisk).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageNotKept)
    expect(error).toMatchObject({ event: one, cause: { message: 'No space left.' } })
    expect([queue.size, queue.tokensAtRisk]).toEqual([0, '0'])
  })
})

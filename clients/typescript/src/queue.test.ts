import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { serveApi } from '@/lib/testing/serve-api'
import { type RoughProxy, roughProxy } from '../testing/rough-proxy.js'
import type { DeadLetter } from './backlog.js'
import { type Client, createClient } from './client.js'
import { Refused, RiskBudgetSpent, Unreachable, UsageNotKept } from './errors.js'
import { fileStore } from './file-store.js'
import { createQueue, type Queue, type QueueOptions } from './queue.js'
import { memoryStore, type QueueStore } from './queue-store.js'

const house = testHouse()
const backoff = { firstMillis: 20, longestMillis: 40 }
const one = { action: 'unit', quantities: { call: 1 } }
const atRisk = { tokensAtRisk: '1' }
const open: Queue[] = []

let product: Awaited<ReturnType<typeof serveApi>>
let proxy: RoughProxy
let key: string
let folder: string
let account: string
let client: Client
let letters: DeadLetter[]

beforeAll(async () => {
  product = await serveApi()
  proxy = await roughProxy(product.url)
  key = await serviceKey(house)
  folder = await mkdtemp(join(tmpdir(), 'comptoir-queue-'))
})
afterAll(async () => {
  proxy.close()
  product.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  account = await testAccount(house, '100')
  client = createClient({ url: proxy.url, key, account, backoff: { firstMillis: 1, longestMillis: 2 }, triesMax: 2 })
  letters = []
  proxy.weather = () => 'pass'
  proxy.heard.length = 0
})
afterEach(async () => {
  proxy.weather = () => 'pass'
  for (const queue of open.splice(0)) await queue.close()
})

async function newQueue(options: Partial<QueueOptions> = {}): Promise<Queue> {
  const queue = await createQueue({
    client,
    riskBudgetTokens: '3',
    maxEvents: 10,
    onDeadLetter: (letter) => void letters.push(letter),
    backoff,
    ...options,
  })
  open.push(queue)
  return queue
}

async function used(): Promise<number> {
  const { available, debt } = await createClient({ url: product.url, key, account }).balance()
  return 100 - Number(available) + Number(debt)
}

function events(): { id: string; mode?: string; occurredAt: string }[] {
  return proxy.heard.flatMap(({ body }) => JSON.parse(body))
}

describe('while Comptoir is there', () => {
  test('usage is recorded as it is without a queue, and refused too', async () => {
    const queue = await newQueue()
    expect(await queue.usage(one, atRisk)).toMatchObject({
      kind: 'recorded',
      answer: { charge: { tokens: '1', mode: 'admit' } },
    })
    const refused = queue.usage({ ...one, quantities: { call: 1000 } }, { tokensAtRisk: '1' })
    await expect(refused).rejects.toThrow(Refused)
    expect([queue.size, queue.tokensAtRisk, await used()]).toEqual([0, '0', 1])
  })
})

describe('while Comptoir is away', () => {
  beforeEach(() => {
    proxy.weather = () => 'lose-request'
  })

  test('usage is kept within the budget, and reported under its id and time once Comptoir is back', async () => {
    const queue = await newQueue()
    const first = await queue.usage({ ...one, id: 'mine', occurredAt: new Date().toISOString() }, atRisk)
    expect(first).toMatchObject({ kind: 'queued', event: { id: 'mine', account } })
    await queue.usage(one, atRisk)
    expect([queue.size, queue.tokensAtRisk]).toEqual([2, '2'])
    proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, queue.tokensAtRisk, await used(), letters]).toEqual([0, '0', 2, []])
    const sent = events().filter(({ id }) => id === 'mine')
    expect(new Set(sent.map(({ occurredAt }) => occurredAt)).size).toBe(1)
  })

  test('nobody has to ask for the replay, and nobody waits for a time-out that is known', async () => {
    const queue = await newQueue()
    await queue.usage(one, atRisk)
    const asked = proxy.heard.length
    await queue.usage(one, atRisk)
    expect(proxy.heard.length).toBe(asked)
    proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(queue.size).toBe(0), 2000)
    expect(await used()).toBe(2)
  })

  test('beyond the budget nothing is kept, and the caller is told with the event in hand', async () => {
    const queue = await newQueue()
    await queue.usage(one, { tokensAtRisk: '2.5' })
    const error = await queue.usage(one, { tokensAtRisk: '0.501' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RiskBudgetSpent)
    expect(error).toMatchObject({
      event: { ...one, id: expect.any(String), account },
      cause: expect.any(Unreachable),
      message: expect.stringContaining('2.5 of the 3 tokens'),
    })
    await queue.usage(one, { tokensAtRisk: '0.5' })
    expect([queue.size, queue.tokensAtRisk]).toEqual([2, '3'])
  })

  test('no more than so many pieces wait, however small', async () => {
    const queue = await newQueue({ maxEvents: 2 })
    await queue.usage(one, { tokensAtRisk: '0' })
    await queue.usage(one, { tokensAtRisk: '0' })
    await expect(queue.usage(one, { tokensAtRisk: '0' })).rejects.toThrow('no more than 2')
  })

  test('many at once never go beyond the budget', async () => {
    const queue = await newQueue({ riskBudgetTokens: '5', maxEvents: 1000 })
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => queue.usage(one, atRisk)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(5)
    expect([queue.size, queue.tokensAtRisk]).toEqual([5, '5'])
  })

  test('work that is larger than what is left of the budget asks Comptoir, which may be back', async () => {
    const queue = await newQueue()
    await queue.usage(one, atRisk)
    proxy.weather = () => 'pass'
    expect(await queue.usage(one, { tokensAtRisk: '50' })).toMatchObject({ kind: 'recorded' })
  })

  test('an estimate that is no amount is refused before anything is sent', async () => {
    const queue = await newQueue()
    await queue.usage(one, atRisk)
    await expect(queue.usage(one, { tokensAtRisk: '-1' })).rejects.toThrow(TypeError)
    expect(queue.size).toBe(1)
  })

  test('closing says what is left', async () => {
    const queue = await newQueue()
    await queue.usage({ ...one, id: 'left' }, atRisk)
    expect(await queue.close()).toMatchObject({
      usages: [{ event: { id: 'left', mode: 'report' } }],
      tokensAtRisk: '1',
    })
    const late = await queue.usage(one, atRisk).catch((reason: unknown) => reason)
    expect(late).toBeInstanceOf(UsageNotKept)
  })

  test('closing is cut short by its signal', async () => {
    const queue = await newQueue()
    await queue.usage(one, atRisk)
    proxy.weather = () => 'silence'
    const startedAt = performance.now()
    expect((await queue.close({ signal: AbortSignal.timeout(50) })).usages.length).toBe(1)
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})

describe('when an answer is lost, the usage may have been recorded', () => {
  test('and is charged once', async () => {
    const queue = await newQueue()
    proxy.weather = () => 'lose-answer'
    expect(await queue.usage(one, atRisk)).toMatchObject({ kind: 'queued' })
    expect(await used()).toBe(1)
    await expect(queue.flush()).rejects.toThrow(Unreachable)
    proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, await used(), letters]).toEqual([0, 1, []])
  })

  test('or not: what is refused when it is asked again is reported, for the work is done', async () => {
    const queue = await newQueue({ riskBudgetTokens: '200' })
    proxy.weather = () => 'lose-request'
    await queue.usage({ ...one, quantities: { call: 150 } }, { tokensAtRisk: '150' })
    proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, await used(), letters]).toEqual([0, 150, []])
  })
})

describe('the replay', () => {
  beforeEach(() => {
    proxy.weather = () => 'lose-request'
  })

  test('keeps the order, in few requests', async () => {
    const queue = await newQueue({
      riskBudgetTokens: '100',
      maxEvents: 100,
      backoff: { firstMillis: 1e4, longestMillis: 1e4 },
    })
    const ids = Array.from({ length: 60 }, (_, i) => `event-${i}`)
    for (const id of ids) await queue.usage({ ...one, id }, atRisk)
    proxy.heard.length = 0
    proxy.weather = () => 'pass'
    await queue.flush()
    expect(events().map(({ id }) => id)).toEqual(ids)
    expect([proxy.heard.length, await used()]).toEqual([1, 60])
  })

  test('goes out in parts of less than 1 MiB', async () => {
    const queue = await newQueue({
      riskBudgetTokens: '400',
      maxEvents: 400,
      backoff: { firstMillis: 1e4, longestMillis: 1e4 },
    })
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`tag-${i}`, 'é'.repeat(256)]))
    await Promise.all(
      Array.from({ length: 200 }, () => queue.keep({ event: client.prepare({ ...one, tags }), unanswered: null }, '1')),
    )
    proxy.heard.length = 0
    proxy.weather = () => 'pass'
    await queue.flush()
    expect([proxy.heard.length, queue.size, letters]).toEqual([3, 0, []])
  })

  test('hands out what is refused for good, and records the rest', async () => {
    const queue = await newQueue()
    await queue.usage(one, atRisk)
    await queue.usage({ ...one, id: 'bad', action: 'paint' }, atRisk)
    await queue.usage(one, atRisk)
    proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, queue.tokensAtRisk, await used()]).toEqual([0, '0', 2])
    expect(letters).toMatchObject([
      { event: { id: 'bad' }, problem: { type: '/api/v1/problems/unknown-action' }, tokensAtRisk: '1' },
    ])
  })

  test('brings a dead letter again until it was taken', async () => {
    let deliveries = 0
    const take = () => {
      deliveries++
      if (deliveries < 3) throw new Error('The disk is full.')
    }
    const troubles: unknown[] = []
    const queue = await newQueue({ onDeadLetter: take, onTrouble: (error) => troubles.push(error) })
    await queue.usage({ ...one, action: 'paint' }, atRisk)
    await queue.usage(one, atRisk)
    proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(queue.size).toBe(0), 2000)
    expect([deliveries, await used()]).toEqual([3, 1])
    expect(troubles.filter((error) => !(error instanceof Unreachable))).toEqual([
      new Error('The disk is full.'),
      new Error('The disk is full.'),
    ])
  })

  test('waits while the key is refused: that is not about the usage', async () => {
    const mistyped = createClient({ url: proxy.url, key: `${key}x`, account, triesMax: 1 })
    const troubles: unknown[] = []
    const queue = await newQueue({ client: mistyped, onTrouble: (error) => troubles.push(error) })
    await queue.usage(one, atRisk)
    proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(troubles).toContainEqual(expect.any(Refused)), 2000)
    await expect(queue.flush()).rejects.toMatchObject({ kind: 'unauthenticated' })
    expect([queue.size, letters]).toEqual([1, []])
  })
})

describe('with a store', () => {
  test('the next process reports what the last one left', async () => {
    const path = join(folder, 'next.jsonl')
    proxy.weather = () => 'lose-answer'
    const before = await newQueue({ store: fileStore(path) })
    await before.usage({ ...one, id: 'kept' }, atRisk)
    await before.usage(one, atRisk)
    await before.close()
    expect(await used()).toBe(2)
    proxy.weather = () => 'pass'
    const after = await newQueue({ store: fileStore(path) })
    expect([after.size, after.tokensAtRisk]).toEqual([2, '2'])
    await after.flush()
    expect([after.size, await used(), letters]).toEqual([0, 2, []])
    await after.close()
    expect(await fileStore(path).load()).toEqual([])
  })

  test('that fails, the usage is not taken, and the caller has the event', async () => {
    const full: QueueStore = { ...memoryStore(), put: () => Promise.reject(new Error('No space left.')) }
    const queue = await newQueue({ store: full })
    proxy.weather = () => 'lose-request'
    const error = await queue.usage(one, atRisk).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(UsageNotKept)
    expect(error).toMatchObject({ event: one, cause: { message: 'No space left.' } })
    expect([queue.size, queue.tokensAtRisk]).toEqual([0, '0'])
  })
})

test.each([
  ['a way for dead letters', { onDeadLetter: undefined }],
  ['a budget that is an amount', { riskBudgetTokens: 'some' }],
  ['room for one piece', { maxEvents: 0 }],
])('a queue without %s is not made', async (_, options) => {
  await expect(newQueue(options as Partial<QueueOptions>)).rejects.toThrow(TypeError)
})

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { serveApi } from '@/lib/testing/serve-api'
import { type RoughProxy, roughProxy, type Weather } from '../testing/rough-proxy.js'
import { type Client, createClient } from './client.js'
import { createQueue } from './queue.js'

const house = testHouse()

let product: Awaited<ReturnType<typeof serveApi>>
let proxy: RoughProxy
let key: string

beforeAll(async () => {
  product = await serveApi()
  proxy = await roughProxy(product.url)
  key = await serviceKey(house)
})
afterAll(() => {
  proxy.close()
  product.close()
})

/** Requests or answers are lost in some order, then it clears up. */
const storms = fc.array(fc.constantFrom<Weather>('pass', 'lose-request', 'lose-answer', 'busy-before', 'busy-after'), {
  minLength: 1,
  maxLength: 40,
})

function brew(storm: readonly Weather[]): void {
  let requests = 0
  proxy.weather = () => storm[requests++] ?? 'pass'
}

function clientFor(account: string): Client {
  const backoff = { firstMillis: 1, longestMillis: 2 }
  return createClient({ url: proxy.url, key, account, backoff, triesMax: 2 })
}

/** What was charged under each id. */
async function chargesOf(account: string): Promise<Map<string, number>> {
  const rows = await house.db.charge.findMany({ where: { accountId: account }, select: { key: true } })
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.key, (counts.get(row.key) ?? 0) + 1)
  return counts
}

test('whatever is lost on the way, every event of a queue is charged exactly once, admitted or reported', async () => {
  await fc.assert(
    fc.asyncProperty(
      storms,
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 12 }),
      async (storm, count, tokens) => {
        // Fewer tokens than work: then what was admitted at first, or would have been, is reported at last.
        const account = await testAccount(house, `${tokens}`)
        brew(storm)
        const letters: unknown[] = []
        const queue = await createQueue({
          client: clientFor(account),
          riskBudgetTokens: '100',
          maxEvents: 100,
          onDeadLetter: (letter) => void letters.push(letter),
          backoff: { firstMillis: 1, longestMillis: 4 },
        })
        const ids = Array.from({ length: count }, () => randomUUID())
        const send = (id: string) =>
          queue.usage({ id, action: 'unit', quantities: { call: 1 } }, { tokensAtRisk: '1' }).then(
            () => id,
            () => null,
          )
        const taken = (await Promise.all(ids.map(send))).filter((id) => id !== null)
        brew([])
        await queue.flush()
        const { available, debt } = await clientFor(account).balance()
        expect(await chargesOf(account)).toEqual(new Map(taken.map((id) => [id, 1])))
        expect(tokens - Number(available) + Number(debt)).toBe(taken.length)
        expect([queue.size, queue.tokensAtRisk, letters]).toEqual([0, '0', []])
        await queue.close()
      },
    ),
    { numRuns: 40 },
  )
})

test('whatever is lost on the way, what a caller sends until it is answered is charged exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(storms, fc.integer({ min: 1, max: 5 }), async (storm, count) => {
      const account = await testAccount(house, '100')
      brew(storm)
      const client = clientFor(account)
      const events = Array.from({ length: count }, () => client.prepare({ action: 'unit', quantities: { call: 1 } }))
      const untilAnswered = async <T>(call: () => Promise<T>): Promise<T> => call().catch(() => untilAnswered(call))
      await Promise.all([
        untilAnswered(() => client.usageBatch(events)),
        ...events.map((event) => untilAnswered(() => client.usage(event))),
      ])
      expect(await chargesOf(account)).toEqual(new Map(events.map(({ id }) => [id, 1])))
    }),
    { numRuns: 25 },
  )
})

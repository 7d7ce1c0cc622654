import fc from 'fast-check'
import { expect, test } from 'vitest'
import { offencesOf } from '@/lib/testing/holds'
import { testAccount } from '@/lib/testing/house'
import type { Weather } from '../testing/rough-proxy.js'
import { Stage } from '../testing/stage.js'
import { Unmetered } from './errors.js'
import { meter } from './meter.js'

const stage = new Stage()

/** Requests or answers are lost in some order, then it clears up. */
const storms = fc.array(fc.constantFrom<Weather>('pass', 'lose-request', 'lose-answer', 'busy-before', 'busy-after'), {
  minLength: 1,
  maxLength: 40,
})
const unit = { action: 'unit', quantities: { call: 1 } }

/** A new account with so many tokens, and the storm. */
async function begin(storm: readonly Weather[], tokens: number): Promise<void> {
  stage.account = await testAccount(stage.house, `${tokens}`)
  stage.client = stage.clientOf(stage.key)
  stage.letters.length = 0
  let requests = 0
  stage.proxy.weather = () => storm[requests++] ?? 'pass'
}

function newQueue() {
  return stage.newQueue({ riskBudgetTokens: '100', maxEvents: 100, backoff: { firstMillis: 1, longestMillis: 4 } })
}

/** It clears up. Each of this work was charged once and nothing else was, and the books add up. */
async function expectChargedOnce(ids: readonly string[], tokens: number): Promise<void> {
  expect(await stage.charges()).toEqual(new Map(ids.map((id) => [id, 1])))
  expect(await stage.used()).toBe(100 - tokens + ids.length)
  expect([stage.letters, await offencesOf(stage.house, stage.account)]).toEqual([[], []])
}

/** Fewer tokens than work now and then: what would have been admitted is reported at last. */
const runs = fc.record({
  storm: storms,
  count: fc.integer({ min: 1, max: 12 }),
  tokens: fc.integer({ min: 0, max: 12 }),
})

test('whatever is lost on the way, every event of a queue is charged exactly once, admitted or reported', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ storm, count, tokens }) => {
      await begin(storm, tokens)
      const queue = await newQueue()
      const ids = Array.from({ length: count }, (_, i) => `event-${i}`)
      const outcomes = await Promise.allSettled(ids.map((id) => queue.usage({ ...unit, id }, { tokensAtRisk: '1' })))
      const taken = ids.filter((_, i) => outcomes[i]?.status === 'fulfilled')
      stage.proxy.weather = () => 'pass'
      await queue.flush()
      await expectChargedOnce(taken, tokens)
      expect([queue.size, queue.tokensAtRisk]).toEqual([0, '0'])
    }),
    { numRuns: 15 },
  )
}, 120_000)

test('whatever is lost on the way, metered work is charged exactly once if it was done, and never if it was not', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ storm, count, tokens }) => {
      await begin(storm, tokens)
      const queue = await newQueue()
      const done: string[] = []
      const work = (id: string, i: number) =>
        meter(
          stage.client,
          { action: 'unit', id, estimate: { tokens: '2' }, actual: () => unit, queue, expiresInSeconds: 600 },
          async () => {
            if (i % 4 === 3) throw new RangeError('It fails.')
            done.push(id)
            return id
          },
        )
      const ids = Array.from({ length: count }, (_, i) => `work-${i}`)
      const outcomes = await Promise.allSettled(ids.map(work))
      const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
      expect(reasons.filter((reason) => reason instanceof Unmetered)).toEqual([])
      stage.proxy.weather = () => 'pass'
      await queue.flush()
      await expectChargedOnce(done, tokens)
      expect([queue.size, queue.tokensAtRisk]).toEqual([0, '0'])
    }),
    { numRuns: 15 },
  )
}, 120_000)

test('whatever is lost on the way, what a caller sends until it is answered is charged exactly once', async () => {
  await fc.assert(
    fc.asyncProperty(storms, fc.integer({ min: 1, max: 5 }), async (storm, count) => {
      await begin(storm, 100)
      const events = Array.from({ length: count }, () => stage.client.prepare(unit))
      const untilAnswered = async <T>(call: () => Promise<T>): Promise<T> => call().catch(() => untilAnswered(call))
      await Promise.all([
        untilAnswered(() => stage.client.usageBatch(events)),
        ...events.map((event) => untilAnswered(() => stage.client.usage(event))),
      ])
      await expectChargedOnce(
        events.map(({ id }) => id),
        100,
      )
    }),
    { numRuns: 10 },
  )
}, 120_000)

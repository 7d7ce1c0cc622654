import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Stage } from '../testing/stage.js'
import { RiskBudgetSpent, Unmetered } from './errors.js'
import { type MeterOptions, meter } from './meter.js'
import type { Queue } from './queue.js'

const stage = new Stage()

let queue: Queue
let options: MeterOptions<number>

beforeEach(async () => {
  queue = await stage.newQueue({ riskBudgetTokens: '25', backoff: { firstMillis: 10_000, longestMillis: 10_000 } })
  options = {
    action: 'unit',
    estimate: { tokens: '10' },
    actual: (calls) => ({ quantities: { call: calls } }),
    queue,
  }
})

/** Everything waits no more, and 4 tokens are spent, once. */
async function expectChargedOnce(): Promise<void> {
  stage.proxy.weather = () => 'pass'
  await queue.flush()
  expect(await stage.client.balance()).toMatchObject({ available: '96', held: '0', debt: '0' })
  expect([queue.size, queue.tokensAtRisk, stage.letters]).toEqual([0, '0', []])
  expect(await stage.house.db.charge.count({ where: { accountId: stage.account } })).toBe(1)
}

describe('when the capture does not come through, the work waits in the queue', () => {
  test.each(['lose-answer', 'lose-request', 'busy-after', 'busy-before'] as const)(
    'and is charged once when it is back (%s)',
    async (weather) => {
      stage.proxy.weather = ({ url }) => (url.endsWith('/capture') ? weather : 'pass')
      const { result, usage } = await meter(stage.client, options, async () => 4)
      expect([result, usage?.kind, queue.size]).toEqual([4, 'queued', 1])
      await expectChargedOnce()
    },
  )

  test.each(['lose-answer', 'lose-request'] as const)('also when the hold expires meanwhile (%s)', async (weather) => {
    stage.proxy.weather = ({ url }) => (url.endsWith('/capture') ? weather : 'pass')
    await meter(stage.client, { ...options, expiresInSeconds: 1 }, async () => 4)
    await sleep(1200)
    await expectChargedOnce()
  })

  test('also when the hold had expired before, and the report is lost', async () => {
    stage.proxy.weather = ({ url }) => (url.endsWith('/usage') ? 'lose-answer' : 'pass')
    const { usage } = await meter(stage.client, options, async (held) => {
      await held?.release()
      return 4
    })
    expect(usage?.kind).toBe('queued')
    await expectChargedOnce()
  })

  test('however full it is: the work was let in', async () => {
    const full = await stage.newQueue({ riskBudgetTokens: '1', maxEvents: 1 })
    stage.proxy.weather = ({ url }) => (url.endsWith('/capture') ? 'lose-request' : 'pass')
    const work = () => meter(stage.client, { ...options, queue: full }, async () => 1)
    expect((await Promise.all([work(), work(), work()])).map(({ usage }) => usage?.kind)).toEqual(
      Array(3).fill('queued'),
    )
    expect(full.tokensAtRisk).toBe('30')
    stage.proxy.weather = () => 'pass'
    await full.flush()
    expect(await stage.used()).toBe(3)
  })
})

describe('when the hold does not come through, the work begins at the risk of the caller', () => {
  test.each(['lose-answer', 'lose-request', 'busy-after'] as const)('and is charged once (%s)', async (weather) => {
    stage.proxy.weather = ({ url }) => (url.endsWith('/holds') ? weather : 'pass')
    const { usage } = await meter(stage.client, options, async (held) => {
      expect([held, queue.tokensAtRisk]).toEqual([null, '10'])
      return 4
    })
    expect([usage?.kind, queue.size]).toEqual(['queued', 1])
    await expectChargedOnce()
  })

  test('also when it would be refused by then: the work is done', async () => {
    stage.proxy.weather = () => 'lose-request'
    await meter(stage.client, options, async () => 4)
    await stage.clientOf(stage.key, stage.url).usage({ action: 'unit', quantities: { call: 99 } })
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect(await stage.client.balance()).toMatchObject({ available: '0', held: '0', debt: '3' })
  })

  test('without asking again while it is known to be away', async () => {
    stage.proxy.weather = () => 'lose-request'
    await meter(stage.client, options, async () => 2)
    const asked = stage.proxy.heard.length
    await meter(stage.client, options, async () => 2)
    expect([stage.proxy.heard.length, queue.size]).toEqual([asked, 2])
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect(await stage.used()).toBe(4)
  })

  test('and not at all when the budget has no room, running work included', async () => {
    stage.proxy.weather = () => 'lose-request'
    const begun = vi.fn(async () => {
      await sleep(100)
      return 1
    })
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => meter(stage.client, options, begun)))
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect([begun.mock.calls.length, refused.length, queue.tokensAtRisk]).toEqual([2, 3, '20'])
    expect(refused).toEqual(Array(3).fill(expect.any(RiskBudgetSpent)))
  })

  test('and makes room again when it throws, takes nothing or cannot be told', async () => {
    stage.proxy.weather = () => 'lose-request'
    await expect(meter(stage.client, options, () => Promise.reject(new RangeError()))).rejects.toThrow(RangeError)
    await meter(stage.client, { ...options, actual: () => null }, async () => 1)
    const blind = meter(stage.client, { ...options, actual: () => Promise.reject(new SyntaxError()) }, async () => 1)
    await expect(blind).rejects.toThrow(Unmetered)
    expect([queue.size, queue.tokensAtRisk]).toEqual([0, '0'])
  })

  test('if the queue cannot keep it, the caller has all of it', async () => {
    stage.proxy.weather = () => 'lose-request'
    const error = await meter(stage.client, options, async () => {
      await queue.close({ signal: AbortSignal.timeout(50) })
      return 4
    }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'Unmetered', result: 4, event: { quantities: { call: 4 }, mode: 'report' } })
  })
})

test('with a queue the caller must say what is at risk', async () => {
  const silent = { ...options, estimate: { quantities: { call: 10 } } }
  await expect(meter(stage.client, silent, async () => 1)).rejects.toThrow(TypeError)
  expect(stage.proxy.heard).toEqual([])
})

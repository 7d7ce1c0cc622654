import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { SYSTEM } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { Stage } from '../testing/stage.js'
import { Refused, type Unmetered, Unreachable } from './errors.js'
import { type MeterOptions, meter } from './meter.js'

const stage = new Stage()
/** Work that gives a number of calls, of which ten are expected. */
const options: MeterOptions<number> = {
  action: 'unit',
  estimate: { quantities: { call: 10 } },
  actual: (calls) => ({ quantities: { call: calls } }),
}
const shouldNotBegin = () => Promise.reject(new Error('The work has begun.'))

function thrown(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => null,
    (error: unknown) => error,
  )
}

describe('work is metered', () => {
  test('tokens are held before it and what it took is captured after it, no more and no less', async () => {
    const { result, usage } = await meter(
      stage.client,
      { ...options, id: 'mine', tags: { model: 'large' } },
      async () => {
        expect(await stage.client.balance()).toMatchObject({ available: '90', held: '10' })
        return 4
      },
    )
    expect(result).toBe(4)
    expect(usage).toMatchObject({
      kind: 'recorded',
      answer: { charge: { eventId: 'mine', tokens: '4', mode: 'report', tags: { model: 'large' } } },
    })
    expect(await stage.client.balance()).toMatchObject({ available: '96', held: '0' })
  })

  test('more than was held is charged too: the work is done', async () => {
    await meter(stage.client, options, async () => 150)
    expect(await stage.client.balance()).toMatchObject({ available: '0', held: '0', debt: '50' })
  })

  test('as failed it costs nothing', async () => {
    const failed: MeterOptions<number> = { ...options, actual: () => ({ quantities: {}, status: 'failed' }) }
    const { usage } = await meter(stage.client, failed, async () => 4)
    expect(usage).toMatchObject({ answer: { charge: { status: 'failed', tokens: '0' } } })
    expect(await stage.client.balance()).toMatchObject({ available: '100', held: '0' })
  })

  test('when it throws, all of it goes back and the error comes through', async () => {
    const error = new RangeError('The model is down.')
    expect(await thrown(meter(stage.client, options, () => Promise.reject(error)))).toBe(error)
    expect(await stage.client.balance()).toMatchObject({ available: '100', held: '0' })
  })

  test('when it took nothing, all of it goes back', async () => {
    const { usage } = await meter(stage.client, { ...options, actual: () => null }, async () => 4)
    expect([usage, await stage.used()]).toEqual([null, 0])
    expect(await stage.client.balance()).toMatchObject({ held: '0' })
  })

  test('it does not begin when the hold is refused, or when nobody answers', async () => {
    const large = { ...options, estimate: { tokens: '101' } }
    expect(await thrown(meter(stage.client, large, shouldNotBegin))).toMatchObject({ kind: 'insufficient-tokens' })
    stage.proxy.weather = () => 'lose-request'
    expect(await thrown(meter(stage.client, options, shouldNotBegin))).toBeInstanceOf(Unreachable)
  })

  test('without an estimate the hold takes what such work usually costs', async () => {
    await stage.client.usage({ action: 'unit', quantities: { call: 7 } })
    const { estimate: _, ...usual } = options
    await meter(stage.client, usual, async (held) => {
      expect(held?.hold).toMatchObject({ basis: 'usual', tokens: '7' })
      return 1
    })
    expect(await stage.used()).toBe(8)
  })

  /** From the third operation of the day on each waits for its turn. */
  async function slowDown(perMinute: number): Promise<void> {
    const reasons = { reasonEn: 'For the test, slowly.', reasonFr: 'Pour les essais, sans hâte.' }
    const slow = { name: 'slow', unit: 'day', kind: 'fixed', measure: 'operations', cap: '1', policy: 'slow' } as const
    const planKey = await testPlan(stage.house, 100, { quotas: [{ ...slow, slowPerMinute: perMinute, ...reasons }] })
    await assignPlan(SYSTEM, { accountId: stage.account, planKey, reason: 'For the test.' }, stage.house)
    for (const _ of [1, 2]) await meter(stage.client, options, async () => 1)
  }

  test('a slow quota is obeyed before the work', async () => {
    await slowDown(20)
    const startedAt = performance.now()
    const { result } = await meter(stage.client, { ...options, actual: () => null }, async (held) => {
      return { asked: (held?.delaySeconds ?? 0) * 1000, waited: performance.now() - startedAt }
    })
    expect(result.asked).toBeGreaterThanOrEqual(1000)
    expect(result.waited).toBeGreaterThan(result.asked - 50)
  })

  test('an abort of that wait gives everything back', async () => {
    await slowDown(3)
    const stop = new AbortController()
    const waiting = thrown(meter(stage.client, { ...options, call: { signal: stop.signal } }, shouldNotBegin))
    await vi.waitFor(async () => expect(await stage.client.balance()).toMatchObject({ held: '10' }), 10_000)
    stop.abort()
    expect(await waiting).toMatchObject({ name: 'AbortError' })
    expect(await stage.client.balance()).toMatchObject({ available: '198', held: '0' })
  })
})

describe('when the hold has gone back before the work was done', () => {
  test('as its time ran out, the work is reported under the same id', async () => {
    const { usage } = await meter(stage.client, { ...options, id: 'long', expiresInSeconds: 1 }, async () => {
      await sleep(1200)
      return 4
    })
    expect(usage).toMatchObject({
      kind: 'recorded',
      answer: { charge: { eventId: 'long', mode: 'report', tokens: '4' } },
    })
    expect(await stage.client.balance()).toMatchObject({ available: '96', held: '0' })
  })

  test('as somebody released it, likewise', async () => {
    await meter(stage.client, options, async (held) => {
      await held?.release()
      return 4
    })
    expect(await stage.client.balance()).toMatchObject({ available: '96', held: '0' })
  })
})

describe('work that is done and cannot be metered comes back with all that is known of it', () => {
  test('when what it took cannot be told: the hold stays, to be captured by hand', async () => {
    const blind: MeterOptions<number> = { ...options, actual: () => Promise.reject(new SyntaxError('No JSON.')) }
    const error = await thrown(meter(stage.client, blind, async () => 4))
    expect(error).toMatchObject({ name: 'Unmetered', result: 4, event: null, cause: { message: 'No JSON.' } })
    const { hold } = error as Unmetered
    await stage.client.capture(hold?.id ?? '', { quantities: { call: 4 } })
    expect(await stage.client.balance()).toMatchObject({ available: '96', held: '0' })
  })

  test('when the answer to its capture is lost: the very same capture again charges nothing more', async () => {
    stage.proxy.weather = ({ url }) => (url.endsWith('/capture') ? 'lose-answer' : 'pass')
    const error = await thrown(meter(stage.client, options, async () => 4))
    expect(error).toMatchObject({
      name: 'Unmetered',
      result: 4,
      event: { mode: 'report' },
      cause: expect.any(Unreachable),
    })
    stage.proxy.weather = () => 'pass'
    const { hold, capture } = error as Unmetered
    if (!hold || !capture) throw new Error('The capture is missing.')
    expect(await stage.client.capture(hold.id, capture)).toMatchObject({ replayed: true })
    expect(await stage.used()).toBe(4)
  })

  test('when its capture is refused', async () => {
    const strange: MeterOptions<number> = { ...options, actual: () => ({ quantities: { page: 1 } }) }
    const error = await thrown(meter(stage.client, strange, async () => 4))
    expect(error).toMatchObject({ name: 'Unmetered', result: 4, cause: { kind: 'unknown-quantity-class' } })
    expect((error as Unmetered).cause).toBeInstanceOf(Refused)
  })
})

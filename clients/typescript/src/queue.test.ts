import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Stage } from '../testing/stage.js'
import { Refused, RiskBudgetSpent, Unreachable, UsageNotKept } from './errors.js'
import type { QueueOptions } from './queue.js'

const stage = new Stage()
const one = { action: 'unit', quantities: { call: 1 } }
const atRisk = { tokensAtRisk: '1' }

describe('while Comptoir is there', () => {
  test('usage is recorded as it is without a queue, and refused too', async () => {
    const queue = await stage.newQueue()
    expect(await queue.usage(one, atRisk)).toMatchObject({
      kind: 'recorded',
      answer: { charge: { tokens: '1', mode: 'admit' } },
    })
    const refused = queue.usage({ ...one, quantities: { call: 1000 } }, { tokensAtRisk: '1' })
    await expect(refused).rejects.toThrow(Refused)
    expect([queue.size, queue.tokensAtRisk, await stage.used()]).toEqual([0, '0', 1])
  })
})

describe('while Comptoir is away', () => {
  beforeEach(() => {
    stage.proxy.weather = () => 'lose-request'
  })

  test('usage is kept within the budget, and reported under its id and time once Comptoir is back', async () => {
    const queue = await stage.newQueue()
    const first = await queue.usage({ ...one, id: 'mine', occurredAt: new Date().toISOString() }, atRisk)
    expect(first).toMatchObject({ kind: 'queued', event: { id: 'mine', account: stage.account } })
    await queue.usage(one, atRisk)
    expect([queue.size, queue.tokensAtRisk]).toEqual([2, '2'])
    stage.proxy.weather = () => 'pass'
    await queue.flush()
    expect([queue.size, queue.tokensAtRisk, await stage.used(), stage.letters]).toEqual([0, '0', 2, []])
    const sent = stage.events().filter(({ id }) => id === 'mine')
    expect(new Set(sent.map(({ occurredAt }) => occurredAt)).size).toBe(1)
  })

  test('nobody has to ask for the replay, and nobody waits for a time-out that is known', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, atRisk)
    const asked = stage.proxy.heard.length
    await queue.usage(one, atRisk)
    expect(stage.proxy.heard.length).toBe(asked)
    stage.proxy.weather = () => 'pass'
    await vi.waitFor(() => expect(queue.size).toBe(0), 2000)
    expect(await stage.used()).toBe(2)
  })

  test('beyond the budget nothing is kept, and the caller is told with the event in hand', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, { tokensAtRisk: '2.5' })
    const error = await queue.usage(one, { tokensAtRisk: '0.501' }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(RiskBudgetSpent)
    expect(error).toMatchObject({
      event: { ...one, id: expect.any(String), account: stage.account },
      cause: expect.any(Unreachable),
      message: expect.stringContaining('2.5 of the 3 tokens'),
    })
    await queue.usage(one, { tokensAtRisk: '0.5' })
    expect([queue.size, queue.tokensAtRisk]).toEqual([2, '3'])
  })

  test('no more than so many pieces wait, however small', async () => {
    const queue = await stage.newQueue({ maxEvents: 2 })
    await queue.usage(one, { tokensAtRisk: '0' })
    await queue.usage(one, { tokensAtRisk: '0' })
    await expect(queue.usage(one, { tokensAtRisk: '0' })).rejects.toThrow('no more than 2')
  })

  test('many at once never go beyond the budget', async () => {
    const queue = await stage.newQueue({ riskBudgetTokens: '5', maxEvents: 1000 })
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => queue.usage(one, atRisk)))
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBe(5)
    expect([queue.size, queue.tokensAtRisk]).toEqual([5, '5'])
  })

  test('work that is larger than what is left of the budget asks Comptoir, which may be back', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, atRisk)
    stage.proxy.weather = () => 'pass'
    expect(await queue.usage(one, { tokensAtRisk: '50' })).toMatchObject({ kind: 'recorded' })
  })

  test('an estimate that is no amount is refused before anything is sent', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, atRisk)
    await expect(queue.usage(one, { tokensAtRisk: '-1' })).rejects.toThrow(TypeError)
    expect(queue.size).toBe(1)
  })

  test('closing says what is left', async () => {
    const queue = await stage.newQueue()
    await queue.usage({ ...one, id: 'left' }, atRisk)
    expect(await queue.close()).toMatchObject({
      usages: [{ event: { id: 'left', mode: 'report' } }],
      tokensAtRisk: '1',
    })
    const late = await queue.usage(one, atRisk).catch((reason: unknown) => reason)
    expect(late).toBeInstanceOf(UsageNotKept)
  })

  test('closing is cut short by its signal', async () => {
    const queue = await stage.newQueue()
    await queue.usage(one, atRisk)
    stage.proxy.weather = () => 'silence'
    const startedAt = performance.now()
    expect((await queue.close({ signal: AbortSignal.timeout(50) })).usages.length).toBe(1)
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })
})

test.each([
  ['a way for dead letters', { onDeadLetter: undefined }],
  ['a budget that is an amount', { riskBudgetTokens: 'some' }],
  ['room for one piece', { maxEvents: 0 }],
])('a queue without %s is not made', async (_, options) => {
  await expect(stage.newQueue(options as Partial<QueueOptions>)).rejects.toThrow(TypeError)
})

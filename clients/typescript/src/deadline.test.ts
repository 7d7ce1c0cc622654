import { afterEach, expect, test, vi } from 'vitest'
import { OutOfTime, sleep, within } from './deadline.js'

afterEach(() => vi.useRealTimers())

test('a wait longer than any timer can be does not end at once', async () => {
  vi.useFakeTimers()
  const over = vi.fn()
  void sleep(2 ** 32).then(over)
  await vi.advanceTimersByTimeAsync(2 ** 32 - 10)
  expect(over).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(10)
  expect(over).toHaveBeenCalledOnce()
})

test('a wait ends with the reason of its signal, were it none at all, and leaves no timer behind', async () => {
  await expect(sleep(0, AbortSignal.abort(new RangeError()))).rejects.toThrow(RangeError)
  vi.useFakeTimers()
  const stop = new AbortController()
  const waiting = sleep(5000, stop.signal)
  stop.abort(new RangeError())
  await expect(waiting).rejects.toThrow(RangeError)
  expect(vi.getTimerCount()).toBe(0)
})

test('work that is done in time leaves no timer behind, and work that is not is told so', async () => {
  vi.useFakeTimers()
  expect(await within(1000, undefined, async () => 'done')).toBe('done')
  expect(vi.getTimerCount()).toBe(0)
  const told = vi.fn()
  const late = within(1000, undefined, (signal) => {
    signal.addEventListener('abort', told)
    return new Promise(() => {})
  })
  const outcome = expect(late).rejects.toThrow(OutOfTime)
  await vi.advanceTimersByTimeAsync(1000)
  await outcome
  expect(told).toHaveBeenCalledOnce()
})

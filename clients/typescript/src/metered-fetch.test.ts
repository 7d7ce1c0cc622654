import { afterEach, expect, test, vi } from 'vitest'
import { answers, type Behaviour, cut, type RoughServer, roughServer } from '../testing/rough-server.js'
import { Stage } from '../testing/stage.js'
import { type MeteredFetchOptions, meteredFetch } from './metered-fetch.js'

const stage = new Stage()
let model: RoughServer
afterEach(() => model.close())

const readUsage = async (response: Response) => ({ quantities: { call: (await response.json()).calls } })

async function askOf(behaviour: Behaviour, more: Partial<MeteredFetchOptions> = {}): Promise<typeof fetch> {
  model = await roughServer(behaviour)
  return meteredFetch(stage.client, { action: 'unit', estimate: { tokens: '10' }, actual: readUsage, ...more })
}

test('each call is held for and captured, and its response can still be read', async () => {
  const ask = await askOf(answers(200, { text: 'Bonjour.', calls: 4 }, { 'x-model': 'large' }))
  for (const _ of [1, 2]) {
    const response = await ask(`${model.url}/chat`, { method: 'POST', body: 'Dis bonjour.' })
    expect(response.headers.get('x-model')).toBe('large')
    expect(await response.json()).toEqual({ text: 'Bonjour.', calls: 4 })
  }
  expect(model.heard).toMatchObject(Array(2).fill({ method: 'POST', url: '/chat', body: 'Dis bonjour.' }))
  expect(await stage.client.balance()).toMatchObject({ available: '92', held: '0' })
})

test('a response that is no success takes nothing, and is handed out as it is', async () => {
  const actual = vi.fn(readUsage)
  const ask = await askOf(answers(429, 'Too busy.'), { actual })
  const response = await ask(model.url)
  expect([response.status, await response.text(), actual.mock.calls]).toEqual([429, 'Too busy.', []])
  expect(await stage.client.balance()).toMatchObject({ available: '100', held: '0' })
})

test('a call that fails takes nothing, and its error comes through', async () => {
  const ask = await askOf(cut)
  await expect(ask(model.url)).rejects.toThrow('fetch failed')
  expect(await stage.client.balance()).toMatchObject({ available: '100', held: '0' })
})

test('a response that does not say what it took is not lost with it', async () => {
  const ask = await askOf(answers(200, 'Bonjour.'))
  const error = await ask(model.url).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'Unmetered', hold: { state: 'open', tokens: '10' } })
  const { result } = error as { result: Response }
  expect(await result.text()).toBe('Bonjour.')
})

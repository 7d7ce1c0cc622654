import { spawnSync } from 'node:child_process'
import { appendFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { inProject } from '@/lib/boot/paths.mjs'
import { fileStore } from './file-store.js'
import type { QueuedUsage } from './queue-store.js'

let folder: string
let files = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'comptoir-file-store-'))
})
afterAll(() => rm(folder, { recursive: true }))

function newPath(): string {
  return join(folder, `queue-${files++}.jsonl`)
}

function usage(key: string, tokensAtRisk = '1'): QueuedUsage {
  const event = { id: key, action: 'unit', quantities: { call: 1 }, occurredAt: '2026-11-25T12:00:00Z' }
  return { key, event, unanswered: null, tokensAtRisk }
}

/** What the next process finds. */
async function found(path: string): Promise<QueuedUsage[]> {
  const store = fileStore(path)
  const usages = await store.load()
  await store.close()
  return [...usages]
}

test('what was put and not removed is there for the next process, in its order and in its last form', async () => {
  const path = newPath()
  const store = fileStore(path)
  expect(await store.load()).toEqual([])
  await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.put(usage(key))))
  await store.put(usage('b', '2'))
  await store.remove(['a', 'd'])
  await store.close()
  expect(await found(path)).toEqual([usage('b', '2'), usage('c')])
  expect(await found(path)).toEqual([usage('b', '2'), usage('c')])
})

test('a process that is killed right after a put has lost nothing', async () => {
  const path = newPath()
  const script = `
    import { fileStore } from ${JSON.stringify(inProject('clients/typescript/src/file-store.ts'))}
    const store = fileStore(${JSON.stringify(path)})
    await store.load()
    await Promise.all(Array.from({ length: 50 }, (_, i) => store.put({ ...${JSON.stringify(usage('x'))}, key: String(i) })))
    process.kill(process.pid, 'SIGKILL')
  `
  const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: inProject(),
    encoding: 'utf8',
  })
  expect([child.signal, child.stderr]).toEqual(['SIGKILL', ''])
  expect((await found(path)).map(({ key }) => key)).toEqual(Array.from({ length: 50 }, (_, i) => `${i}`))
})

test('any sequence of puts and removals is read back as it stands, crash or no crash', async () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd')
  const step = fc.oneof(
    fc.record({ put: key, tokensAtRisk: fc.nat(99).map(String) }),
    fc.record({ remove: fc.array(key, { minLength: 1 }) }),
    fc.constant('crash' as const),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const path = newPath()
      const expected = new Map<string, QueuedUsage>()
      let store = fileStore(path)
      await store.load()
      for (const step of steps) {
        if (step === 'crash') {
          // Closing writes nothing: the file is as the crash leaves it.
          await store.close()
          store = fileStore(path)
          expect(await store.load()).toEqual([...expected.values()])
        } else if ('put' in step) {
          await store.put(usage(step.put, step.tokensAtRisk))
          expected.set(step.put, usage(step.put, step.tokensAtRisk))
        } else {
          await store.remove(step.remove)
          for (const name of step.remove) expected.delete(name)
        }
      }
      await store.close()
      expect(await found(path)).toEqual([...expected.values()])
    }),
    { numRuns: 25 },
  )
})

describe('the disk', () => {
  /** What Node does to put an open file on the disk. */
  async function spyOnSync() {
    const file = await open(join(folder, 'any'), 'a')
    await file.close()
    return vi.spyOn(Object.getPrototypeOf(file) as typeof file, 'datasync')
  }

  test('has a usage before it counts, many at once with one effort', async () => {
    const path = newPath()
    const store = fileStore(path)
    await store.load()
    const sync = await spyOnSync()
    let release = () => {}
    sync.mockImplementationOnce(() => new Promise((done) => (release = done)))
    const counted: string[] = []
    const puts = ['a', 'b', 'c', 'd'].map((key) => store.put(usage(key)).then(() => counted.push(key)))
    await vi.waitFor(() => expect(sync).toHaveBeenCalledOnce())
    expect(counted).toEqual([])
    release()
    await Promise.all(puts)
    expect([counted, sync.mock.calls.length]).toEqual([['a', 'b', 'c', 'd'], 1])
    sync.mockRestore()
    await store.close()
  })

  test('that fails refuses the usage, and the next one is kept as if nothing had been', async () => {
    const path = newPath()
    const store = fileStore(path)
    await store.load()
    await store.put(usage('a'))
    const sync = await spyOnSync()
    sync.mockRejectedValueOnce(new Error('EIO'))
    await expect(store.put(usage('b'))).rejects.toThrow('EIO')
    sync.mockRestore()
    await store.put(usage('c'))
    await store.close()
    expect(await found(path)).toEqual([usage('a'), usage('c')])
  })
})

describe('a file that a crash or a person has touched', () => {
  test('with a last line cut short: it never counted, and the next one stands alone', async () => {
    const path = newPath()
    const before = fileStore(path)
    await before.load()
    await before.put(usage('a'))
    await before.close()
    await appendFile(path, JSON.stringify({ put: usage('b') }).slice(0, -5))
    const after = fileStore(path)
    expect(await after.load()).toEqual([usage('a')])
    await after.put(usage('c'))
    await after.close()
    expect(await found(path)).toEqual([usage('a'), usage('c')])
  })

  test.each(['no JSON', '5', 'null', '{"put":{"key":"a"}}', '{"removed":"a"}'])(
    'with the line %s is refused, and left as it is',
    async (line) => {
      const path = newPath()
      const text = `${JSON.stringify({ put: usage('a') })}\n${line}\n`
      await writeFile(path, text)
      await expect(fileStore(path).load()).rejects.toThrow(`${path}:2 is damaged`)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )

  test('in a folder that is not there is refused', async () => {
    await expect(fileStore(join(folder, 'nowhere', 'queue.jsonl')).load()).rejects.toThrow('ENOENT')
  })
})

test('the file is emptied once nothing in it is of use, and never behind what is being put', async () => {
  const path = newPath()
  const store = fileStore(path)
  await store.load()
  await store.put(usage('a'))
  await store.remove(['a'])
  expect((await stat(path)).size).toBe(0)
  await store.put(usage('b'))
  await Promise.all([store.remove(['b']), store.put(usage('c'))])
  await store.close()
  expect(await found(path)).toEqual([usage('c')])
  expect((await readdir(folder)).filter((name) => !/^(any|queue-\d+\.jsonl(\.owner)?)$/.test(name))).toEqual([])
})

test('a second process takes the file, and the first is told with its next write', async () => {
  const path = newPath()
  const first = fileStore(path)
  await first.load()
  await first.put(usage('a'))
  const second = fileStore(path)
  expect(await second.load()).toEqual([usage('a')])
  await expect(first.put(usage('b'))).rejects.toThrow('Another process has opened')
  await second.put(usage('c'))
  await Promise.all([first.close(), second.close()])
  expect(await found(path)).toEqual([usage('a'), usage('c')])
})

test('nothing is kept by a store that is closed', async () => {
  const store = fileStore(newPath())
  await store.load()
  await store.close()
  await expect(store.put(usage('a'))).rejects.toThrow('is not open')
})

import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { execute, executeTool, runNpm, runTool } from '@/lib/boot/command.mjs'
import { inProject } from '@/lib/boot/paths.mjs'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { serveApi } from '@/lib/testing/serve-api'

const PACKAGE = 'clients/typescript'
const VALUES = [
  'Refused',
  'RiskBudgetSpent',
  'Unmetered',
  'Unreachable',
  'UsageNotKept',
  'createClient',
  'createQueue',
  'memoryStore',
  'meter',
  'meteredFetch',
]

/** A project that has nothing but the packed client. */
let consumer: string
let packed: string[]

beforeAll(async () => {
  await rm(inProject(PACKAGE, 'dist'), { recursive: true, force: true })
  for (const settings of ['tsconfig.json', 'tsconfig.node.json']) await runTool('tsc', ['-p', `${PACKAGE}/${settings}`])
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--loglevel=error', `./${PACKAGE}`]
  const [listed] = JSON.parse(await runNpm(args)) as { files: { path: string }[] }[]
  packed = listed?.files.map(({ path }) => path).sort() ?? []
  consumer = await mkdtemp(join(tmpdir(), 'comptoir-consumer-'))
  for (const file of packed) {
    const target = join(consumer, 'node_modules/@comptoir/client', file)
    await mkdir(dirname(target), { recursive: true })
    await copyFile(inProject(PACKAGE, file), target)
  }
  await writeFile(join(consumer, 'package.json'), '{ "type": "module" }')
})
afterAll(() => rm(consumer, { recursive: true }))

describe('the package', () => {
  test('holds the built files with their types, its words and its licence, and neither source nor test', async () => {
    const sources = (await readdir(inProject(PACKAGE, 'src'))).filter((name) => !name.endsWith('.test.ts'))
    const built = sources.flatMap((name) => ['.js', '.d.ts'].map((ending) => `dist/${name.replace('.ts', ending)}`))
    expect(packed).toEqual(['LICENSE', 'README.md', ...built, 'package.json'].sort())
  })

  test('depends on nothing, and only the file store on Node', async () => {
    const manifest = JSON.parse(await readFile(inProject(PACKAGE, 'package.json'), 'utf8'))
    expect(Object.keys(manifest).filter((name) => /dependencies/i.test(name))).toEqual([])
    const outside = new Map<string, string[]>()
    for (const file of packed.filter((path) => path.endsWith('.js'))) {
      const text = await readFile(inProject(PACKAGE, file), 'utf8')
      const imports = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|\b(process|Buffer)\.\w/g)].map(
        ([, from, dynamic, global]) => from ?? dynamic ?? global ?? '',
      )
      const others = imports.filter((name) => !name.startsWith('./'))
      if (others.length > 0) outside.set(file, [...new Set(others)].sort())
    }
    expect([...outside]).toEqual([['dist/file-store.js', ['Buffer', 'node:fs/promises', 'node:path', 'process']]])
  })

  test('is imported by a plain Node process', async () => {
    const script = `
      import * as client from '@comptoir/client'
      import * as store from '@comptoir/client/file-store'
      console.log(JSON.stringify([Object.keys(client), Object.keys(store)]))
    `
    expect(JSON.parse(await run('names.js', script))).toEqual([VALUES, ['fileStore']])
  })

  test.each([
    ['Node, without the types of browsers', { lib: ['ES2022'], types: ['node'] }],
    ['browsers and Deno, without the types of Node', { lib: ['ES2022', 'DOM'], types: [] }],
  ])('has types that are whole in %s', async (_, settings) => {
    const script = `
      import { createClient, meteredFetch, type UsageAnswer } from '@comptoir/client'
      import { fileStore } from '@comptoir/client/file-store'
      const client = createClient({ url: 'https://x.test', key: 'k', fetch })
      export const ask: typeof fetch = meteredFetch(client, { action: 'chat', actual: () => null, fetch })
      export const answer: Promise<UsageAnswer> = client.usage({ action: 'chat', quantities: { input: 1, output: '2' } })
      export const store = fileStore('x')
      // A wrong use does not pass for a right one.
      const isText: UsageAnswer['charge']['tokens'] extends string ? true : false = true
      const isAny: 0 extends 1 & UsageAnswer ? true : false = false
      export const proof = [isText, isAny]
    `
    await writeFile(join(consumer, 'typed.ts'), script)
    const compilerOptions = {
      target: 'ES2022',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      typeRoots: [inProject('node_modules/@types')],
      ...settings,
    }
    await writeFile(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }))
    expect(await executeTool('tsc', ['-p', join(consumer, 'tsconfig.json')])).toEqual({ code: 0, output: '' })
  })
})

describe('the examples of the README', async () => {
  const text = await readFile(inProject(PACKAGE, 'README.md'), 'utf8')
  const examples = [...text.matchAll(/^## (.*)$|^```js\n([\s\S]*?)^```/gm)].flatMap(([, , code]) => code ?? [])
  const house = testHouse()

  test.each(examples.map((code, i): [number, string] => [i + 1, code]))('number %i runs', async (number, code) => {
    const product = await serveApi()
    try {
      const env = {
        COMPTOIR_URL: product.url,
        COMPTOIR_KEY: await serviceKey(house),
        COMPTOIR_ACCOUNT: await testAccount(house, '10000'),
      }
      expect(await run(`example-${number}.js`, code, env)).toMatch(EXPECTED[number - 1] ?? /^$/)
    } finally {
      product.close()
    }
  })
})

/** What each example prints. */
const EXPECTED = [
  /^412 tokens, 9588 left$/,
  /^It costs 412\.$/,
  /^422 invalid-input \[/,
  /^1324 were held, 412 charged$/,
  /^Bonjour\.$/,
  /^recorded\n0 events wait for the next start$/,
]

/** Runs a script in the consumer's project and returns what it printed. */
async function run(name: string, script: string, env: Record<string, string> = {}): Promise<string> {
  await writeFile(join(consumer, name), script)
  const launcher = `process.chdir(${JSON.stringify(consumer)}); await import(${JSON.stringify(join(consumer, name))})`
  const { code, output } = await execute(process.execPath, ['--input-type=module', '-e', launcher], { env })
  if (code !== 0) throw new Error(output)
  return output.trim()
}

import { beforeAll, describe, expect, test } from 'vitest'
import { type House, type HouseFault, listHouse, parseCode, readHouse } from './source-files'
import { tidyFaults } from './tidy'

let house: House
let standing: readonly HouseFault[]

beforeAll(() => {
  const texts = readHouse('.')
  house = { paths: new Set(listHouse('.')), texts, code: parseCode(texts) }
  standing = tidyFaults(house)
})

/** What tidy has to say about the house with the files added or replaced that it does not say without them. */
function faultsOf(...planted: [path: string, text: string][]): string[] {
  const files = planted.map(([path, text]) => ({ path, text }))
  const isKept = ({ path }: { path: string }) => !files.some((file) => file.path === path)
  const added = tidyFaults({
    paths: new Set([...house.paths, ...files.map(({ path }) => path)]),
    texts: [...house.texts.filter(isKept), ...files],
    code: [...house.code.filter(isKept), ...parseCode(files)],
  })
  const known = new Set(standing.map((fault) => JSON.stringify(fault)))
  return added
    .filter((fault) => !known.has(JSON.stringify(fault)))
    .map((fault) => `${fault.rule} ${fault.path}:${fault.line}`)
}

function textOf(path: string): string {
  return house.texts.find((file) => file.path === path)?.text ?? ''
}

const lines = (count: number, line = '// a line') => Array.from({ length: count }, () => line).join('\n')
const body = (count: number) => `{\n${lines(count - 2, '  run()')}\n}`

test('the house as it stands is tidy', () => {
  expect(standing.map((fault) => `${fault.path}:${fault.line} ${fault.rule}: ${fault.message}`)).toEqual([])
})

describe('a size over the figure is refused, the figure itself passes', () => {
  test.each([
    ['file size', 'lib/db/planted.ts', lines(250), lines(251), 1],
    ['file size', 'app/planted.css', lines(250, 'a {}'), lines(251, 'a {}'), 1],
    ['page size', 'app/(public)/planted/page.tsx', lines(60), lines(61), 1],
    ['function size', 'lib/db/planted.ts', `\nfunction run() ${body(70)}`, `\nfunction run() ${body(71)}`, 2],
    ['function size', 'lib/db/planted.ts', `\nconst run = () => ${body(70)}`, `\nconst run = () => ${body(71)}`, 2],
    [
      'function size',
      'lib/db/planted.ts',
      `class Run {\n  run() ${body(70)}\n}`,
      `class Run {\n  run() ${body(71)}\n}`,
      2,
    ],
    [
      'function size',
      'lib/db/planted.test.ts',
      `describe('it', () => ${body(90)})`,
      `test('it', () => ${body(71)})`,
      1,
    ],
    [
      'component size',
      'components/planted.tsx',
      `export function Planted() ${body(150)}`,
      `export function Planted() ${body(151)}`,
      1,
    ],
    [
      'action size',
      'app/planted/actions.ts',
      `'use server'\nexport async function run() ${body(10)}`,
      `'use server'\nexport async function run() ${body(11)}`,
      2,
    ],
    [
      'action size',
      'app/planted/actions.ts',
      `'use server'\nexport const run = async () => ${body(10)}`,
      `'use server'\nexport const run = async () => ${body(11)}`,
      2,
    ],
    [
      'action size',
      'app/planted/form.tsx',
      `async function run() {\n'use server'\n${lines(7, 'run()')}\n}`,
      `async function run() {\n'use server'\n${lines(9, 'run()')}\n}`,
      1,
    ],
  ])('%s of %s', (rule, path, right, wrong, line) => {
    expect(faultsOf([path, right])).toEqual([])
    expect(faultsOf([path, wrong])).toEqual([`${rule} ${path}:${line}`])
  })

  test('runtime dependencies: 40 pass, 41 do not', () => {
    const dependencies = (count: number) =>
      JSON.stringify({
        dependencies: Object.fromEntries(Array.from({ length: count }, (_, i) => [`package-${i}`, '1.0.0'])),
      })
    expect(faultsOf(['package.json', dependencies(40)])).toEqual([])
    expect(faultsOf(['package.json', dependencies(41)])).toEqual(['runtime dependencies package.json:1'])
  })

  test('use client: under components/ and in error.tsx only, and in under a quarter of the files', () => {
    const client = `'use client'\nexport const planted = 1`
    expect(faultsOf(['components/ui/planted.tsx', client], ['app/planted/error.tsx', client])).toEqual([])
    expect(faultsOf(['app/planted/view.tsx', client])).toEqual(['use client app/planted/view.tsx:1'])
    const many = Array.from({ length: house.code.length }, (_, i): [string, string] => [
      `components/ui/planted-${i}.tsx`,
      client,
    ])
    expect(faultsOf(...many)).toEqual(['use client share components:1'])
  })
})

describe('a word that must not stand is refused', () => {
  test.each([
    ['vague name', 'lib/domain/ledger/utils.ts', ''],
    ['vague name', 'components/helpers/planted.tsx', ''],
    ['vague name', 'lib/web/session-manager.ts', ''],
    ['unfinished', 'lib/db/planted.ts', `// ${['TO', 'DO'].join('')}: later`],
    ['unfinished', 'prisma/migrations/planted.sql', `-- ${['FIX', 'ME'].join('')}`],
    ['silenced type', 'lib/db/planted.ts', `// @ts-${'ignore'}`],
    ['silenced type', 'lib/db/planted.ts', `// @ts-${'expect-error'} it works`],
    ['any', 'lib/db/planted.ts', 'export const planted = (x: unknown) => x as any'],
    ['any', 'lib/db/planted.ts', 'export type Planted = Record<string, any>'],
    ['skipped test', 'lib/db/planted.test.ts', `test.skip('it', () => {})`],
    ['skipped test', 'lib/db/planted.test.ts', `describe.only('it', () => {})`],
    ['clock or chance in domain', 'lib/domain/ledger/planted.ts', 'export const at = Date.now()'],
    ['clock or chance in domain', 'lib/domain/ledger/planted.ts', 'export const at = new Date()'],
    ['clock or chance in domain', 'lib/domain/ledger/planted.ts', 'export const clock = Date.now'],
    ['clock or chance in domain', 'lib/domain/ledger/planted.ts', 'export const dice = globalThis.Math.random()'],
    ['clock or chance in domain', 'lib/domain/ledger/planted.ts', 'export const at = Temporal.Now.instant()'],
    [
      'number of tokens',
      'lib/usecases/ledger/planted.ts',
      'export const planted = (available: bigint) => Number(available) / 1000',
    ],
    [
      'number of tokens',
      'components/charts/planted.tsx',
      'export const planted = (tokens: string) => Number.parseFloat(tokens)',
    ],
  ])('%s: %s with %s', (rule, path, text) => {
    expect(faultsOf([path, text])).toEqual([`${rule} ${path}:1`])
  })

  test('number of tokens: what is allowed by name and no longer there is refused too', () => {
    const path = 'lib/domain/instants.ts'
    expect(faultsOf([path, textOf(path).replace('Number(at / 1000n)', '0')])).toEqual([`number of tokens ${path}:1`])
  })

  test('what only looks like one passes', () => {
    expect(
      faultsOf([
        'lib/domain/ledger/planted.ts',
        `// new Date() and any\nexport const at = (ms: number) => new Date(ms)\nexport const text = 'Date.now() as any, Number(available)'`,
      ]),
    ).toEqual([])
    expect(
      faultsOf(['lib/usecases/ledger/planted.ts', 'export const manager = 1\nexport const at = new Date()']),
    ).toEqual([])
  })
})

describe('a broken promise is refused', () => {
  const verb = (name: string) =>
    `import { defineQuery } from '../define'\nexport const planted = defineQuery({ name: '${name}', run })`

  test('named path exists: in code and in links of a document', () => {
    expect(
      faultsOf([
        'docs/planted.md',
        'See `lib/config.ts`, `lib/domain/`, `lib/usecases/<area>/<verb>.ts`, `app/**` and [rings](../lib/testing/rings.ts).',
      ]),
    ).toEqual([])
    expect(faultsOf(['docs/planted.md', '\nSee `lib/gone.ts`.'])).toEqual(['named path exists docs/planted.md:2'])
    expect(faultsOf(['docs/planted.md', '\nSee `lib/gone-*.ts`.'])).toEqual(['named path exists docs/planted.md:2'])
    expect(faultsOf(['docs/planted.md', '```\n`lib/in-a-tree.ts`\n```\n\nSee [it](gone.md).'])).toEqual([
      'named path exists docs/planted.md:5',
    ])
  })

  test('refusal is tested: a verb without a test of that name beside it', () => {
    const path = 'lib/usecases/ledger/planted.ts'
    const tested = (title: string): [string, string] => [
      'lib/usecases/ledger/planted.test.ts',
      `test('${title}', () => {})\n// refuses`,
    ]
    expect(faultsOf([path, verb('ledger.planted')])).toEqual([`refusal is tested ${path}:1`])
    expect(faultsOf([path, verb('ledger.planted')], tested('works'))).toEqual([`refusal is tested ${path}:1`])
    expect(faultsOf([path, verb('ledger.planted')], tested('refuses a viewer'))).toEqual([])
    expect(faultsOf([path, 'export const planted = 1'])).toEqual([])
  })

  test('one verb per file: named after its place', () => {
    const tested: [string, string] = ['lib/usecases/ledger/planted.test.ts', `test('refuses a viewer', () => {})`]
    expect(faultsOf(['lib/usecases/ledger/planted.ts', verb('ledger.plant')], tested)).toEqual([
      'one verb per file lib/usecases/ledger/planted.ts:2',
    ])
    const constant = (name: string) => `const NAME = '${name}'\n${verb('').replace("''", 'NAME')}`
    expect(faultsOf(['lib/usecases/ledger/planted.ts', constant('ledger.planted')], tested)).toEqual([])
    expect(faultsOf(['lib/usecases/ledger/planted.ts', constant('ledger.plant')], tested)).toHaveLength(1)
  })

  test('every language says it: a key of one language is missing in the other', () => {
    const messages = (keys: Record<string, unknown>, path: string) =>
      JSON.stringify({ ...JSON.parse(textOf(path) || '{}'), ...keys })
    const en: [string, string] = [
      'messages/en.json',
      messages({ planted: { here: 'Here', there: 'There' } }, 'messages/en.json'),
    ]
    const fr = (keys: Record<string, unknown>): [string, string] => [
      'messages/fr.json',
      messages(keys, 'messages/fr.json'),
    ]
    expect(faultsOf(en, fr({ planted: { here: 'Ici', there: 'Là' } }))).toEqual([])
    expect(faultsOf(en, fr({ planted: { here: 'Ici' } }))).toEqual(['every language says it messages/fr.json:1'])
    expect(faultsOf(en, fr({ planted: { here: 'Ici', there: 'Là', more: 'Plus' } }))).toEqual([
      'every language says it messages/en.json:1',
    ])
  })

  test('decisions are numbered without gaps, and short', () => {
    const next = [...house.paths].filter((path) => path.startsWith('docs/decisions/')).length
    const path = (number: number) => `docs/decisions/${`${number}`.padStart(4, '0')}-zz-planted.md`
    expect(faultsOf([path(next), lines(60)])).toEqual([])
    expect(faultsOf([path(next), lines(61)])).toEqual([`decisions are short ${path(next)}:1`])
    expect(faultsOf([path(next + 1), lines(20)])).toEqual([`decisions are numbered ${path(next + 1)}:1`])
    expect(faultsOf([path(next - 1), lines(20)])).toEqual([`decisions are numbered ${path(next - 1)}:1`])
  })
})

import { posix } from 'node:path'
import * as is from 'typescript/unstable/ast/is'
import {
  type CodeFile,
  type House,
  type HouseFault,
  isTest,
  lineOf,
  onceForEach,
  type TextFile,
  walk,
} from './source-files'

const VERB = /^lib\/usecases\/([^/]+)\/([^/]+)\.ts$/
const NAMED_PATH = /^(app|clients|components|lib|prisma|messages|e2e|bench|docs|\.ci)\/[\w./()[\]*-]+$/
const RECORD = /^docs\/decisions\/(\d{4})-[a-z0-9-]+\.md$/
const RECORD_LINES_MAX = 60

/** What the house promises about itself: that documents name what exists, that refusals are tested, that languages say the same. */
export function promiseFaults(house: House): HouseFault[] {
  return [
    ...house.texts.filter((file) => file.path.endsWith('.md')).flatMap((file) => documentFaults(file, house.paths)),
    ...house.code.flatMap((file) => verbFaults(file, house.code)),
    ...messageFaults(house.texts),
    ...recordFaults(house.texts),
  ]
}

/** Paths in inline code and links exist; fenced blocks are commands and trees. */
function documentFaults({ path, text }: TextFile, paths: ReadonlySet<string>): HouseFault[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''))
  return prose.split('\n').flatMap((line, i) => {
    const inCode = [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code).filter((code) => NAMED_PATH.test(code))
    const links = [...line.matchAll(/\]\(([^)\s#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^([a-z]+:|\/)/.test(link))
    const named = [...inCode, ...links.map((link) => posix.join(posix.dirname(path), link))]
    const gone = named.filter((name) => !exists(name, paths))
    return gone.map((name) => fault('named path exists', path, i + 1, `There is no ${name}.`))
  })
}

function exists(name: string, paths: ReadonlySet<string>): boolean {
  const pattern = name
    .replace(/\/$/, '')
    .replace(/[.()[\]]/g, '\\$&')
    .replace(/\*+/g, '[^/]*')
  const wanted = new RegExp(`^${pattern}(/|$)`)
  return [...paths].some((path) => wanted.test(path))
}

function verbFaults(file: CodeFile, code: readonly CodeFile[]): HouseFault[] {
  const { path } = file
  const [, area, verb] = VERB.exec(path) ?? []
  if (!area || !verb || isTest(path)) return []
  const definitions = definitionsIn(file)
  const beside = definitions.length > 0 ? code.find((one) => one.path === path.replace(/\.ts$/, '.test.ts')) : undefined
  const misnamed = definitions.filter(({ name }) => name !== `${area}.${verb}`)
  return [
    ...misnamed.map(({ name, line }) =>
      fault('one verb per file', path, line, `"${name}" lies where ${area}.${verb} belongs.`),
    ),
    ...(definitions.length > 0 && !(beside && hasRefusal(beside))
      ? [fault('refusal is tested', path, 1, 'A test beside it must say in its name what the verb refuses.')]
      : []),
  ]
}

/** The verbs that the file defines. */
const definitionsIn = onceForEach(({ text, tree }: CodeFile) => {
  const definitions: { name: string; line: number }[] = []
  walk(tree, (node) => {
    if (!is.isCallExpression(node) || !/^define(Usecase|Query|Direct)$/.test(node.expression.getText())) return
    definitions.push({ name: verbName(node.arguments[0]?.getText() ?? '', text), line: lineOf(tree, node) })
  })
  return definitions
})

/** The name in a verb's definition: a text, or a constant of the file. */
function verbName(definition: string, text: string): string {
  const [, name, constant] = /\bname:\s*(?:'([^']*)'|(\w+))/.exec(definition) ?? []
  return name ?? new RegExp(`\\bconst ${constant} = '([^']*)'`).exec(text)?.[1] ?? ''
}

/** Whether one of the tests says in its name that something "refuses" a caller. */
const hasRefusal = onceForEach(({ tree }: CodeFile): boolean => {
  let found = false
  walk(tree, (node) => {
    if (!is.isCallExpression(node) || !/^(test|it)(\.|$)/.test(node.expression.getText())) return
    found ||= /\brefuses\b/.test(node.arguments[0]?.getText() ?? '')
  })
  return found
})

function messageFaults(texts: readonly TextFile[]): HouseFault[] {
  const files = texts.filter((file) => /^messages\/(en|fr)\.json$/.test(file.path))
  const keys = new Map(files.map((file) => [file.path, new Set(keysIn(file))]))
  return files.flatMap((file) =>
    files
      .flatMap((other) => [...(keys.get(other.path) ?? [])])
      .filter((key) => !keys.get(file.path)?.has(key))
      .map((key) => fault('every language says it', file.path, 1, `${key} is missing.`)),
  )
}

const keysIn = onceForEach(({ text }: TextFile) => keysOf(JSON.parse(text)))

function keysOf(messages: unknown, prefix = ''): string[] {
  if (typeof messages !== 'object' || messages === null) return [prefix]
  return Object.entries(messages).flatMap(([key, value]) => keysOf(value, prefix ? `${prefix}.${key}` : key))
}

/** Decision records are numbered without gaps from 0000, the template, and stay short. */
function recordFaults(texts: readonly TextFile[]): HouseFault[] {
  const records = texts
    .filter((file) => file.path.startsWith('docs/decisions/'))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return records.flatMap(({ path, text }, i) => {
    const wanted = `${i}`.padStart(4, '0')
    const number = RECORD.exec(path)?.[1]
    const lines = text.trimEnd().split('\n').length
    return [
      ...(number === wanted ? [] : [fault('decisions are numbered', path, 1, `Its number should be ${wanted}.`)]),
      ...(lines > RECORD_LINES_MAX
        ? [fault('decisions are short', path, 1, `${lines} lines, at most ${RECORD_LINES_MAX}.`)]
        : []),
    ]
  })
}

function fault(rule: string, path: string, line: number, message: string): HouseFault {
  return { rule, path, line, message }
}

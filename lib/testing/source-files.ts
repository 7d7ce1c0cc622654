import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Node, SourceFile as Tree } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { createVirtualFileSystem } from 'typescript/unstable/fs'
import { API } from 'typescript/unstable/sync'

/** A file of the house: its path from the root, and its text. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

/** A file of TypeScript or JavaScript with its syntax tree. */
export interface CodeFile extends TextFile {
  readonly tree: Tree
  readonly imports: readonly Import[]
}

export interface Import {
  readonly specifier: string
  readonly line: number
}

/** The whole house, as the tidy rules look at it. */
export interface House {
  /** Every path, of files that hold no text too. */
  readonly paths: ReadonlySet<string>
  readonly texts: readonly TextFile[]
  readonly code: readonly CodeFile[]
}

/** What a rule of the house has to say about a line. */
export interface HouseFault {
  readonly rule: string
  readonly path: string
  readonly line: number
  readonly message: string
}

const SKIPPED = new Set([
  'node_modules',
  'dist',
  'coverage',
  'test-results',
  'playwright-report',
  'lib/db/generated',
  'next-env.d.ts',
])
const CODE = /\.(ts|tsx|mjs|js)$/
const TEXT = /\.(ts|tsx|mjs|js|json|md|css|sql|prisma)$/

export function isTest(path: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(path)
}

/** The path of every file that somebody wrote: no dependencies, nothing generated or built, no hidden folder but CI's. */
export function listHouse(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name
    if (SKIPPED.has(path) || SKIPPED.has(entry.name)) return []
    if (!entry.isDirectory()) return [path]
    return entry.name.startsWith('.') && entry.name !== '.ci' ? [] : listHouse(root, path)
  })
}

/** The text files among them, with their text. */
export function readHouse(root: string): TextFile[] {
  const paths = listHouse(root).filter((path) => TEXT.test(path))
  return paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Parses the code among the files with TypeScript's own parser. Throws when it does not get every one of them back. */
export function parseCode(files: readonly TextFile[]): CodeFile[] {
  const code = files.filter((file) => CODE.test(file.path))
  if (code.length === 0) return []
  const config = {
    compilerOptions: { noLib: true, noResolve: true, allowJs: true, jsx: 'preserve', types: [] },
    files: code.map(({ path }) => path),
  }
  const contents = Object.fromEntries(code.map(({ path, text }) => [`/house/${path}`, text]))
  const api = new API({
    cwd: '/house',
    fs: createVirtualFileSystem({ ...contents, '/house/tsconfig.json': JSON.stringify(config) }),
  })
  try {
    const program = api
      .updateSnapshot({ openProjects: ['/house/tsconfig.json'] })
      .getProject('/house/tsconfig.json')?.program
    return code.map((file) => {
      const tree = program?.getSourceFile(`/house/${file.path}`)
      if (!tree) throw new Error(`TypeScript did not parse ${file.path}.`)
      return { ...file, tree, imports: importsOf(tree) }
    })
  } finally {
    api.close()
  }
}

/** Visits the node and everything below it. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

/** The line on which the node's own text starts, from 1. */
export function lineOf(tree: Tree, node: Node): number {
  return tree.text.slice(0, node.getStart(tree)).split('\n').length
}

/** How many lines the node's own text spans. */
export function linesOf(tree: Tree, node: Node): number {
  return tree.text.slice(node.getStart(tree), node.end).split('\n').length
}

/** The work's answer for a file, worked out once: where a fault is planted, all other files stay as they were. */
export function onceForEach<F extends object, T>(work: (file: F) => T): (file: F) => T {
  const known = new WeakMap<F, { answer: T }>()
  return (file) => {
    const found = known.get(file) ?? { answer: work(file) }
    known.set(file, found)
    return found.answer
  }
}

/** Static and dynamic imports, re-exports, `import('x')` types and require calls. */
function importsOf(tree: Tree): Import[] {
  const found: Import[] = []
  walk(tree, (node) => {
    const specifier = specifierOf(node)
    if (specifier !== null) found.push({ specifier, line: lineOf(tree, node) })
  })
  return found
}

function specifierOf(node: Node): string | null {
  if (is.isImportDeclaration(node) || is.isExportDeclaration(node)) return literal(node.moduleSpecifier)
  if (is.isImportTypeNode(node)) return is.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : null
  if (!is.isCallExpression(node)) return null
  const callee = node.expression.getText()
  return callee === 'import' || callee === 'require' ? literal(node.arguments[0]) : null
}

function literal(node: Node | undefined): string | null {
  return node && (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) ? node.text : null
}

import { posix } from 'node:path'
import type { Node } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { AREA_OF_NAME, AREALESS, AREAS, ENVIRONMENT_READERS, OWNERS, PURE_PACKAGES, RINGS } from './rings-order'
import { type CodeFile, type HouseFault, isTest, lineOf, onceForEach, walk } from './source-files'

/** An import of one own file by another, or of a package (then `to` is null). */
interface Edge {
  readonly from: string
  readonly line: number
  readonly specifier: string
  readonly to: string | null
}

const GENERATED_CLIENT = 'lib/db/generated/'
const ENDINGS = ['', '.ts', '.tsx', '.mjs', '.js', '.d.mts', '/index.ts', '/index.tsx']
const DATA = /\.(json|css|svg|png|ico|woff2)$/

/** Every import against the order in which code may know about other code, and every reader of the environment but one. */
export function ringFaults(files: readonly CodeFile[]): HouseFault[] {
  const paths = new Set(files.map((file) => file.path))
  const edges = files.flatMap((file) =>
    file.imports.map((found) => ({ from: file.path, ...found, to: resolveOwn(file.path, found.specifier, paths) })),
  )
  const held = edges.filter((edge) => !isTest(edge.from) && !edge.from.startsWith('lib/testing/'))
  return [
    ...edges.filter(isUnresolved).map((edge) => fault('own imports resolve', edge, 'is no file of the house')),
    ...held.flatMap((edge) =>
      [ringFault(edge), areaFault(edge), ownerFault(edge), purityFault(edge), staffFault(edge)].filter(
        (found) => found !== null,
      ),
    ),
    ...files.flatMap(placeFault),
    ...files.flatMap(environmentFaults),
    ...cycleFaults(edges),
  ]
}

const LONGEST_FIRST = Object.keys(RINGS).sort((a, b) => b.length - a.length)

/** The ring or other place with an order of its own that the path lies in; null for what has none (root configuration). */
function ringOf(path: string): string | null {
  return LONGEST_FIRST.find((ring) => path === ring || path.startsWith(`${ring}/`)) ?? null
}

function areaOf(path: string): string | null {
  const [, ring, name] = /^lib\/(domain|db|usecases)\/([^/.]+)/.exec(path) ?? []
  if (!ring || !name) return null
  const begins = (word: string) => name === word || (ring === 'db' && name.startsWith(`${word}-`))
  const other = Object.keys(AREA_OF_NAME).find(begins)
  return (other && AREA_OF_NAME[other]) ?? AREAS.find(begins) ?? null
}

function ringFault(edge: Edge): HouseFault | null {
  const from = ringOf(edge.from)
  if (!from || edge.to === null || DATA.test(edge.to)) return null
  const to = ringOf(edge.to)
  const below = RINGS[from]
  if (below === 'everything' || to === from || (to !== null && below?.includes(to))) return null
  return fault('ring order', edge, `lies in ${to ?? 'no ring'}, which ${from} may not know`)
}

function areaFault(edge: Edge): HouseFault | null {
  const [from, to] = [areaOf(edge.from), edge.to === null ? null : areaOf(edge.to)]
  if (!from || !to || AREAS.indexOf(to) <= AREAS.indexOf(from)) return null
  return fault('area order', edge, `belongs to ${to}, which comes after ${from}: tell it by an outbox event instead`)
}

function ownerFault(edge: Edge): HouseFault | null {
  if (!ringOf(edge.from)) return null
  const target = edge.to?.startsWith(GENERATED_CLIENT) ? '@prisma/client' : edge.to === null ? edge.specifier : null
  const owner = target && OWNERS.find(({ packages }) => packages.test(target))
  if (!owner || owner.places.some((place) => edge.from === place || edge.from.startsWith(`${place}/`))) return null
  return fault('package owners', edge, `belongs to ${owner.places.join(', ')}`)
}

function purityFault(edge: Edge): HouseFault | null {
  if (!edge.from.startsWith('lib/domain/') || edge.to !== null || PURE_PACKAGES.includes(edge.specifier)) return null
  return fault('domain is pure', edge, `is none of ${PURE_PACKAGES.join(', ')}`)
}

function staffFault(edge: Edge): HouseFault | null {
  const isCustomers = /^(app\/\(customer\)|components\/customer)\//.test(edge.from)
  const isStaffs =
    edge.to !== null && (/^(app\/\(staff\)|components\/staff)\//.test(edge.to) || areaOf(edge.to) === 'oversight')
  return isCustomers && isStaffs ? fault('customers never reach staff', edge, 'is for staff only') : null
}

/** Each file of the three inner rings belongs to an area or is named as belonging to all of them. */
function placeFault({ path }: CodeFile): HouseFault[] {
  if (!/^lib\/(domain|db|usecases)\//.test(path) || areaOf(path) || path.startsWith(GENERATED_CLIENT)) return []
  const name = path.replace(/(\.test)?\.tsx?$/, '')
  if (AREALESS.some((shared) => name === shared || name.startsWith(`${shared}/`))) return []
  return [{ rule: 'every file has an area', path, line: 1, message: `Name it after one of: ${AREAS.join(', ')}.` }]
}

const environmentFaults = onceForEach(({ path, tree }: CodeFile): HouseFault[] => {
  if (isTest(path) || ENVIRONMENT_READERS.some((reader) => reader.test(path))) return []
  const found: HouseFault[] = []
  walk(tree, (node) => {
    if (readsEnvironment(node))
      found.push({
        rule: 'one reader of the environment',
        path,
        line: lineOf(tree, node),
        message: 'Ask lib/config.ts instead.',
      })
  })
  return found
})

function readsEnvironment(node: Node): boolean {
  if (is.isImportDeclaration(node)) return /^.(node:)?process.$/.test(node.moduleSpecifier.getText())
  const isMember = is.isPropertyAccessExpression(node) || is.isElementAccessExpression(node)
  return isMember && /^(globalThis\.)?(process|import\.meta)(\.env|\[.env.\])$/.test(node.getText())
}

function isUnresolved(edge: Edge): boolean {
  return edge.to === null && isOwn(edge.specifier)
}

function isOwn(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|@\/)/.test(specifier)
}

function resolveOwn(from: string, specifier: string, paths: ReadonlySet<string>): string | null {
  if (!isOwn(specifier)) return null
  const path = specifier.startsWith('@/')
    ? posix.normalize(specifier.slice(2))
    : posix.join(posix.dirname(from), specifier)
  if (path.startsWith(GENERATED_CLIENT) || DATA.test(path)) return path
  const candidates = [...ENDINGS.map((ending) => path + ending), path.replace(/\.js$/, '.ts')]
  return candidates.find((candidate) => paths.has(candidate)) ?? null
}

/** One fault per import that closes a circle, type imports included. */
function cycleFaults(edges: readonly Edge[]): HouseFault[] {
  const next = new Map<string, Edge[]>()
  for (const edge of edges) if (edge.to !== null) next.set(edge.from, [...(next.get(edge.from) ?? []), edge])
  const done = new Set<string>()
  const found: HouseFault[] = []
  const visit = (path: string, trail: readonly string[]) => {
    for (const edge of next.get(path) ?? []) {
      const to = edge.to ?? ''
      const start = trail.indexOf(to)
      if (start >= 0)
        found.push(fault('no cycles', edge, `closes a circle: ${[...trail.slice(start), to].join(' -> ')}`))
      else if (!done.has(to)) visit(to, [...trail, to])
    }
    done.add(path)
  }
  for (const path of next.keys()) if (!done.has(path)) visit(path, [path])
  return found
}

function fault(rule: string, edge: Edge, why: string): HouseFault {
  return { rule, path: edge.from, line: edge.line, message: `"${edge.specifier}" ${why}.` }
}

import { type Node, SyntaxKind } from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { type CodeFile, type House, type HouseFault, isTest, lineOf, linesOf, onceForEach, walk } from './source-files'

const LINES_MAX = { file: 250, function: 70, page: 60, action: 10, component: 150 }
const DEPENDENCIES_MAX = 40
const CLIENT_SHARE_MAX = 0.25

/** The figures of the house: how long files, functions, pages, actions and components may be, and how much runs in the browser. */
export function sizeFaults(house: House): HouseFault[] {
  return [
    ...house.texts
      .filter((file) => /\.(tsx?|mjs|js|css)$/.test(file.path))
      .flatMap(({ path, text }) => fileFaults(path, text)),
    ...house.code.flatMap(functionFaults),
    ...house.code.flatMap(actionFaults),
    ...clientFaults(house.code),
    ...dependencyFaults(house),
  ]
}

function fileFaults(path: string, text: string): HouseFault[] {
  const lines = text.trimEnd().split('\n').length
  const kind = /^app\/(.*\/)?page\.tsx$/.test(path) ? 'page' : 'file'
  return lines > LINES_MAX[kind]
    ? [{ rule: `${kind} size`, path, line: 1, message: `${lines} lines, at most ${LINES_MAX[kind]}.` }]
    : []
}

const functionFaults = onceForEach(({ path, tree }: CodeFile): HouseFault[] => {
  const found: HouseFault[] = []
  walk(tree, (node) => {
    if (!isFunction(node) || isSuite(path, node)) return
    const kind = path.endsWith('.tsx') && /^[A-Z]/.test(nameOf(node)) ? 'component' : 'function'
    const lines = linesOf(tree, node)
    if (lines > LINES_MAX[kind]) {
      found.push({
        rule: `${kind} size`,
        path,
        line: lineOf(tree, node),
        message: `${nameOf(node)}: ${lines} lines, at most ${LINES_MAX[kind]}.`,
      })
    }
  })
  return found
})

/** Server actions are the functions of a file, or a function, marked "use server". */
const actionFaults = onceForEach(({ path, tree }: CodeFile): HouseFault[] => {
  const isMarked = startsWith(tree.statements[0], 'use server')
  const found: HouseFault[] = []
  walk(tree, (node) => {
    if (!isFunction(node)) return
    const body = 'body' in node ? (node.body as Node | undefined) : undefined
    const isAction =
      (isMarked && isExported(node)) || (body && is.isBlock(body) && startsWith(body.statements[0], 'use server'))
    const lines = linesOf(tree, node)
    if (isAction && lines > LINES_MAX.action) {
      found.push({
        rule: 'action size',
        path,
        line: lineOf(tree, node),
        message: `${nameOf(node)}: ${lines} lines, at most ${LINES_MAX.action}.`,
      })
    }
  })
  return found
})

function clientFaults(code: readonly CodeFile[]): HouseFault[] {
  const files = code.filter(({ path }) => /^(app|components|lib)\//.test(path) && /\.tsx?$/.test(path) && !isTest(path))
  const clients = files.filter(({ tree }) => startsWith(tree.statements[0], 'use client'))
  const misplaced = clients.filter(
    ({ path }) => !path.startsWith('components/') && !/(^|\/)(global-)?error\.tsx$/.test(path),
  )
  const faults = misplaced.map(({ path }) => ({
    rule: 'use client',
    path,
    line: 1,
    message: 'Only components/ and error.tsx run in the browser.',
  }))
  const share = clients.length / Math.max(files.length, 1)
  return share < CLIENT_SHARE_MAX
    ? faults
    : [
        ...faults,
        {
          rule: 'use client share',
          path: 'components',
          line: 1,
          message: `${clients.length} of ${files.length} files, must stay under a quarter.`,
        },
      ]
}

function dependencyFaults({ texts }: House): HouseFault[] {
  const text = texts.find((file) => file.path === 'package.json')?.text ?? '{}'
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> }
  const count = Object.keys(dependencies).length
  return count > DEPENDENCIES_MAX
    ? [
        {
          rule: 'runtime dependencies',
          path: 'package.json',
          line: 1,
          message: `${count}, at most ${DEPENDENCIES_MAX}.`,
        },
      ]
    : []
}

function isFunction(node: Node): boolean {
  return (
    is.isFunctionDeclaration(node) ||
    is.isFunctionExpression(node) ||
    is.isArrowFunction(node) ||
    is.isMethodDeclaration(node) ||
    is.isConstructorDeclaration(node) ||
    is.isGetAccessorDeclaration(node) ||
    is.isSetAccessorDeclaration(node)
  )
}

/** A suite only groups tests. */
function isSuite(path: string, node: Node): boolean {
  return (
    isTest(path) && is.isCallExpression(node.parent) && /^(test\.)?describe\b/.test(node.parent.expression.getText())
  )
}

function nameOf(node: Node): string {
  const named = [node, node.parent].find((candidate) => 'name' in candidate && candidate.name)
  return named && 'name' in named ? (named.name as Node).getText() : 'a function'
}

function isExported(node: Node): boolean {
  const statement = is.isFunctionDeclaration(node) ? node : node.parent?.parent?.parent
  const modifiers =
    statement && 'modifiers' in statement ? (statement.modifiers as readonly Node[] | undefined) : undefined
  return Boolean(modifiers?.some((modifier) => modifier.kind === SyntaxKind.ExportKeyword))
}

function startsWith(statement: Node | undefined, directive: string): boolean {
  return Boolean(
    statement &&
      is.isExpressionStatement(statement) &&
      is.isStringLiteral(statement.expression) &&
      statement.expression.text === directive,
  )
}

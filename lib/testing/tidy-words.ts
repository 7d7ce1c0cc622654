import { type Node, SyntaxKind } from 'typescript/unstable/ast'
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

const VAGUE = /(^|\/)(common|misc|v2)(?=[/.]|$)|(^|[/.-])(utils?|helpers?|managers?)(?=[/.-]|$)/i
const UNFINISHED = /\bT[O]DO\b|\bF[I]XME\b/
const SILENCED = /@ts-(ignore|nocheck|expect-error)/
const IMPURE = /^(Date\.now|Math\.random|performance\.now|crypto\.\w+|Temporal\.Now\.\w+)$/
const TO_NUMBER = /^(Number|parseInt|parseFloat|Number\.(parseInt|parseFloat))$/

/** Where a number is made of something that is no token amount: file, the argument, why. */
export const NUMBERS_ALLOWED: readonly { readonly path: string; readonly argument: string; readonly reason: string }[] =
  [
    { path: 'lib/domain/access/throttle.ts', argument: '(opensAt - now + SECOND - 1n) / SECOND', reason: 'seconds' },
    {
      path: 'lib/domain/quotas/window-full.ts',
      argument: '(opensAt - at + SECOND - 1n) / SECOND',
      reason: 'seconds',
    },
    { path: 'lib/domain/format/format-time.ts', argument: 'date.slice(8)', reason: 'a day of the month' },
    { path: 'lib/domain/format/format-horizon.ts', argument: '(shown - now) / MINUTE', reason: 'minutes' },
    { path: 'lib/domain/format/locales.ts', argument: 'quality', reason: 'a weight of a browser header' },
    { path: 'components/charts/usage-chart.tsx', argument: 'activeTooltipIndex', reason: 'a place in a list' },
    { path: 'components/customer/top-up/use-rule-sentence.ts', argument: 'times', reason: 'a count of purchases' },
    { path: 'lib/domain/purchases/top-up-figures.ts', argument: 'text', reason: 'a count of days' },
    { path: 'components/limits/limit-gauge.tsx', argument: 'used', reason: 'a percentage' },
    { path: 'lib/domain/forecast/verdict-parts.ts', argument: 'refusals.count', reason: 'a count' },
    { path: 'lib/db/forecast.ts', argument: '(until - from) / 3_600_000_000n', reason: 'hours' },
    { path: 'lib/domain/forecast/inputs.ts', argument: 'text', reason: 'a factor in an address' },
    { path: 'lib/domain/instants.ts', argument: '(at - fraction) / 1000n', reason: 'an instant' },
    { path: 'lib/domain/plates/usage-bars.ts', argument: 'stepCount', reason: 'a count of steps' },
    { path: 'lib/web/customer-limits.ts', argument: 'perMinute', reason: 'a count of operations' },
    { path: 'lib/web/form-fields.ts', argument: 'days', reason: 'a count of days' },
    { path: 'lib/web/session-cookie.ts', argument: 'SESSION_LENGTH_MAX / SECOND', reason: 'seconds' },
    { path: 'lib/domain/instants.ts', argument: 'at / 1000n', reason: 'an instant' },
    { path: 'lib/domain/purchases/replay-plan.ts', argument: '(until - from) / DAY', reason: 'days' },
    {
      path: 'lib/gateways/payments/payments.ts',
      argument: 'amount',
      reason: 'money in minor units, as Stripe takes it',
    },
    { path: 'lib/gateways/payments/payments.ts', argument: 'at / SECOND', reason: 'seconds' },
    { path: 'lib/gateways/payments/sandbox/desk.ts', argument: 'this.now / SECOND', reason: 'seconds' },
    { path: 'lib/domain/ledger/spend-order.ts', argument: 'a.costCents > 0n', reason: 'a boolean, to sort by' },
    { path: 'lib/domain/ledger/spend-order.ts', argument: 'b.costCents > 0n', reason: 'a boolean, to sort by' },
    { path: 'lib/domain/ledger/periods.ts', argument: 'origin.slice(-1)', reason: 'a digit of a UUID' },
    { path: 'lib/domain/metering/open-account.ts', argument: '(delay + SECOND - 1n) / SECOND', reason: 'seconds' },
  ]

/** Words that must not stand in a name or a line. */
export function wordFaults({ paths, texts, code }: House): HouseFault[] {
  return [
    ...[...paths]
      .filter((path) => VAGUE.test(path))
      .map((path) => fault('vague name', path, 1, 'Name it after what is in it.')),
    ...texts.flatMap(lineFaults),
    ...code.flatMap(nodeFaults),
    ...numberFaults(code),
  ]
}

const lineFaults = onceForEach(({ path, text }: TextFile): HouseFault[] => {
  return text
    .split('\n')
    .flatMap((line, i) => [
      ...(UNFINISHED.test(line) ? [fault('unfinished', path, i + 1, 'Finish it, or open an issue.')] : []),
      ...(SILENCED.test(line) ? [fault('silenced type', path, i + 1, 'Mend the type.')] : []),
    ])
})

const nodeFaults = onceForEach(({ path, tree }: CodeFile): HouseFault[] => {
  const found: HouseFault[] = []
  const isDomain = path.startsWith('lib/domain/') && !isTest(path)
  walk(tree, (node) => {
    if (node.kind === SyntaxKind.AnyKeyword)
      found.push(fault('any', path, lineOf(tree, node), 'Say what it is, or unknown.'))
    if (isDomain && isImpure(node))
      found.push(fault('clock or chance in domain', path, lineOf(tree, node), 'Have it handed in.'))
    if (isSkip(node)) found.push(fault('skipped test', path, lineOf(tree, node), 'Run it or remove it.'))
  })
  return found
})

function isImpure(node: Node): boolean {
  if (is.isCallExpression(node) || (is.isNewExpression(node) && !node.arguments?.length)) {
    if (node.expression.getText() === 'Date') return true
  }
  return is.isPropertyAccessExpression(node) && IMPURE.test(node.getText().replace(/^globalThis\./, ''))
}

function isSkip(node: Node): boolean {
  return (
    is.isCallExpression(node) &&
    /^(it|test|describe)(\.describe)?\.(only|skip|todo|fixme)$/.test(node.expression.getText())
  )
}

/** Every conversion to a number in the product's code is allowed by name, so that a token amount cannot slip through one. */
function numberFaults(code: readonly CodeFile[]): HouseFault[] {
  const made = code.filter(isProduct).flatMap(numbersMade)
  const used = new Set(made.map(({ path, argument }) => `${path} ${argument}`))
  const found = made
    .filter(({ path, argument }) => !NUMBERS_ALLOWED.some((one) => one.path === path && one.argument === argument))
    .map(({ path, line, argument }) => {
      const message = `${argument}: no amount may become a number; else say why in NUMBERS_ALLOWED.`
      return fault('number of tokens', path, line, message)
    })
  const stale = NUMBERS_ALLOWED.filter((entry) => !used.has(`${entry.path} ${entry.argument}`))
  return [
    ...found,
    ...stale.map(({ path, argument }) => fault('number of tokens', path, 1, `${argument} is allowed but not there.`)),
  ]
}

/** What becomes a number in the file. */
const numbersMade = onceForEach(({ path, tree }: CodeFile) => {
  const made: { path: string; line: number; argument: string }[] = []
  walk(tree, (node) => {
    if (!is.isCallExpression(node) || !TO_NUMBER.test(node.expression.getText())) return
    made.push({ path, line: lineOf(tree, node), argument: node.arguments[0]?.getText().replace(/\s+/g, ' ') ?? '' })
  })
  return made
})

/** All of the product's code but the one module that converts amounts. */
function isProduct({ path }: CodeFile): boolean {
  return (
    path !== 'lib/domain/tokens.ts' &&
    /^(app|components|lib)\//.test(path) &&
    !/^lib\/(boot|testing)\//.test(path) &&
    !isTest(path)
  )
}

function fault(rule: string, path: string, line: number, message: string): HouseFault {
  return { rule, path, line, message }
}

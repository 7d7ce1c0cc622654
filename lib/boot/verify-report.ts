import { type CheckResult, OFFENCES_MAX } from '@/lib/domain/oversight/verification'

/** The checks as lines for a terminal, each with what it examined and how long that took, and below it the rows that break it. */
export function tableOf(results: readonly CheckResult[]): { text: string; isClean: boolean } {
  const width = Math.max(...results.map(({ name }) => name.length))
  const lines = results.flatMap((result) => [lineOf(result, width), ...offencesOf(result)])
  const broken = results.filter(({ offences }) => offences.length > 0).length
  const seconds = results.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000
  const verdict =
    broken === 0
      ? `Clean: all ${results.length} checks hold (${seconds.toFixed(1)} s).`
      : `Broken: ${broken} of ${results.length} checks (${seconds.toFixed(1)} s). Change nothing yet; docs/operations.md says what to do.`
  return { text: `${[...lines, '', verdict].join('\n')}\n`, isClean: broken === 0 }
}

function lineOf({ invariant, name, offences, isCut, examined, of, milliseconds }: CheckResult, width: number): string {
  const state = offences.length === 0 ? 'ok    ' : 'BROKEN'
  const rows = offences.length === 0 ? '' : `  ${offences.length}${isCut ? ' or more' : ''} broken`
  return `${state} ${`${invariant}`.padStart(2)}  ${name.padEnd(width)}  ${`${examined}`.padStart(9)} ${of.padEnd(12)} ${milliseconds.toFixed(0).padStart(6)} ms${rows}`
}

function offencesOf({ offences, isCut }: CheckResult): string[] {
  const lines = offences.map(
    ({ accountId, row, expected, found }) =>
      `       account ${accountId}, ${row}: expected ${expected}; found ${found}`,
  )
  return isCut ? [...lines, `       and more: only the first ${OFFENCES_MAX} are shown`] : lines
}

import { earliest } from '../instants'
import { type Book, nextPeriodAt } from '../ledger/model'
import type { NextAddition } from './model'

/** What next brings tokens by itself: a grant on its way, or a period of a plan; what comes at one instant is one addition. */
export function nextAddition({ grants, allowances }: Pick<Book, 'grants' | 'allowances'>): NextAddition | null {
  const comes = [
    ...[...grants.values()]
      .filter(({ pending }) => pending > 0n)
      .map(({ effectiveAt, pending, name }) => ({ at: effectiveAt, amount: pending, name })),
    ...[...allowances.values()].flatMap((allowance) => {
      const at = nextPeriodAt(allowance)
      return at === null ? [] : [{ at, amount: allowance.amount, name: allowance.name }]
    }),
  ]
  const at = earliest(comes.map((one) => one.at))
  if (at === null) return null
  const first = comes.filter((one) => one.at === at)
  return { at, amount: first.reduce((sum, { amount }) => sum + amount, 0n), name: first[0]?.name ?? '' }
}

import { homeNumbers } from '../forecast/home-numbers'
import type { Instant } from '../instants'
import type { Book } from '../ledger/model'
import { planSettlement } from '../ledger/plan-settlement'
import { balanceOf, balanceToWire } from '../ledger/wire'
import { Refusal } from '../refusals'
import { type Tokens, tokensToDecimal } from '../tokens'
import type { Offence } from './verification'

/** What the ledger's last transaction leaves an account; nothing at version 0 before the first. */
export interface LedgerTotals {
  readonly version: bigint
  readonly available: Tokens
  readonly held: Tokens
  readonly debt: Tokens
}

/**
 * Reads one account as the API and the home page do, and once more from the ledger's last transaction, each projected to `at`; null
 * when all say the same and the grants that they list add up to it.
 */
export function findDisagreement(book: Book, ledger: LedgerTotals, at: Instant): Offence | null {
  const about = { accountId: book.accountId, row: `account ${book.accountId}` }
  try {
    const expected = inWords(fromLedger(book, ledger, at))
    const readings = [['the API', fromApi(book, at)] as const, ['the page', fromPage(book, at)] as const].flatMap(
      ([who, says]) => says.map((totals) => ({ who, says: inWords(totals) })),
    )
    const others = readings.filter(({ says }) => says !== expected)
    if (others.length === 0) return null
    const found = others.map(({ who, says }) => `${who}: ${says}`)
    return { ...about, expected: `the ledger: ${expected}`, found: [...new Set(found)].join(', ') }
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof Refusal)) throw error
    return { ...about, expected: 'a book that can be settled', found: error.message }
  }
}

function fromLedger(book: Book, ledger: LedgerTotals, at: Instant): LedgerTotals {
  const { available, held, debt } = planSettlement({ ...book, ...ledger }, at)
  return { version: ledger.version, available, held, debt }
}

/** The totals, and what the listed grants add up to. */
function fromApi(book: Book, at: Instant): LedgerTotals[] {
  const wire = balanceToWire(balanceOf(book, at))
  const [version, debt] = [BigInt(wire.version), parsed(wire.debt)]
  const sum = (bucket: 'available' | 'held') => wire.grants.reduce((total, grant) => total + parsed(grant[bucket]), 0n)
  return [
    { version, debt, available: parsed(wire.available), held: parsed(wire.held) },
    { version, debt, available: sum('available'), held: sum('held') },
  ]
}

function fromPage(book: Book, at: Instant): LedgerTotals[] {
  const { available, held, debt, grants } = homeNumbers(planSettlement(book, at))
  const { version } = book
  const listed = grants.reduce((total, grant) => total + grant.available, 0n)
  return [
    { version, available, held, debt },
    { version, available: listed, held, debt },
  ]
}

/** Exact for totals too, which may be larger than any one amount. */
function parsed(text: string): Tokens {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(`${whole}${fraction.padEnd(3, '0')}`)
}

function inWords({ version, available, held, debt }: LedgerTotals): string {
  const [a, h, d] = [available, held, debt].map(tokensToDecimal)
  return `${a} available, ${h} held, ${d} owed at version ${version}`
}

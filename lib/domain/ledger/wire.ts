import { z } from 'zod'
import { type Instant, instantToIso } from '../instants'
import { tokensToDecimal } from '../tokens'
import { type Book, GRANT_SOURCES, type Grant } from './model'
import { nextEventAt, planSettlement } from './plan-settlement'
import { compareSpendOrder } from './spend-order'

export const TokensWire = z
  .string()
  .regex(/^-?\d+(\.\d{1,3})?$/)
  .meta({ id: 'Tokens', description: 'Tokens as a decimal string, exact to the thousandth.', examples: ['412.5'] })

export const InstantWire = z.string().meta({ format: 'date-time', description: 'RFC 3339 in UTC.' })

const GrantWire = z
  .object({
    id: z.uuid(),
    name: z.string(),
    source: z.enum(GRANT_SOURCES),
    available: TokensWire.meta({ description: 'What may be spent now.' }),
    pending: TokensWire.meta({ description: 'What may be spent from `effectiveAt` on.' }),
    held: TokensWire.meta({ description: 'Set aside for running work.' }),
    amount: TokensWire.meta({ description: 'What the grant brought in all.' }),
    effectiveAt: InstantWire,
    expiresAt: InstantWire.nullable().meta({ description: 'When the rest lapses; null for never.' }),
    actions: z.array(z.string()).meta({ description: 'The only actions it pays for; empty for all.' }),
  })
  .meta({ id: 'Grant', description: 'A batch of tokens with its origin and its dates.' })

export const BalanceAnswer = z
  .object({
    account: z.uuid(),
    status: z.enum(['active', 'frozen', 'closed']),
    available: TokensWire.meta({ description: 'What may be spent now, over all grants.' }),
    held: TokensWire.meta({ description: 'Set aside for running work.' }),
    debt: TokensWire.meta({ description: 'Used beyond the balance; the next tokens pay it first.' }),
    debtLimit: TokensWire.meta({ description: 'How much debt a charge may make.' }),
    asOf: InstantWire,
    changesAt: InstantWire.nullable().meta({
      description: 'When the balance next changes by itself, as a grant takes effect or expires.',
    }),
    version: z.string().meta({ description: 'Number of the last ledger transaction that is written.' }),
    grants: z
      .array(GrantWire)
      .meta({ description: 'The grants that have tokens: first those to spend, in spend order, then the others.' }),
  })
  .meta({ id: 'Balance' })

export type BalanceWire = z.output<typeof BalanceAnswer>

/** A balance as it is read: `book` is settled to `at`, `version` is that of the book as it is stored. */
export interface Balance {
  readonly book: Book
  readonly version: bigint
  readonly at: Instant
}

/** What is due is counted in as the ledger will post it with its next transaction. */
export function balanceOf(stored: Book, at: Instant): Balance {
  return { book: planSettlement(stored, at), version: stored.version, at }
}

/** The answer to reading a balance. */
export function balanceToWire({ book, version, at }: Balance): BalanceWire {
  const grants = [...book.grants.values()].filter(({ available, pending, held }) => available + pending + held > 0n)
  const next = nextEventAt(book)
  return {
    account: book.accountId,
    status: book.status,
    available: tokensToDecimal(book.available),
    held: tokensToDecimal(book.held),
    debt: tokensToDecimal(book.debt),
    debtLimit: tokensToDecimal(book.debtLimit),
    asOf: instantToIso(at),
    changesAt: next === null ? null : instantToIso(next),
    version: version.toString(),
    grants: grants.sort(spendableFirst).map(grantToWire),
  }
}

function spendableFirst(a: Grant, b: Grant): number {
  if (a.available > 0n !== b.available > 0n) return a.available > 0n ? -1 : 1
  return compareSpendOrder(a, b)
}

function grantToWire(grant: Grant): BalanceWire['grants'][number] {
  return {
    id: grant.id,
    name: grant.name,
    source: grant.source,
    available: tokensToDecimal(grant.available),
    pending: tokensToDecimal(grant.pending),
    held: tokensToDecimal(grant.held),
    amount: tokensToDecimal(grant.amount),
    effectiveAt: instantToIso(grant.effectiveAt),
    expiresAt: grant.expiresAt === null ? null : instantToIso(grant.expiresAt),
    actions: [...grant.allowedActions],
  }
}

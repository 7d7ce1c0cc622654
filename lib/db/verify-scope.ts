import type { Instant } from '@/lib/domain/instants'
import { Prisma } from './generated/client'

/** What a check looks at: one account or all of them, at an instant. */
export interface VerifyScope {
  readonly accountId: string | null
  readonly now: Instant
}

/** The condition that keeps the table's rows within the scope. */
export function within({ accountId }: VerifyScope, column: string): Prisma.Sql {
  return accountId === null ? Prisma.sql`TRUE` : Prisma.sql`${Prisma.raw(column)} = ${accountId}::uuid`
}

/** SQL text that writes an amount in tokens, as people read it. */
export function inTokens(expression: string): Prisma.Sql {
  return Prisma.raw(`trim_scale((${expression})::numeric / 1000)::text`)
}

/** SQL text that writes an instant in UTC, to the microsecond. */
export function inUtc(expression: string): Prisma.Sql {
  return Prisma.raw(`coalesce(to_char((${expression}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'never')`)
}

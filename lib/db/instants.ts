import { Prisma } from './generated/client'

/** A column of type timestamptz, or `clock_timestamp()`, read as an Instant. Nothing is escaped: for words of ours only. */
export function asInstant(column: string): Prisma.Sql {
  return Prisma.raw(`(extract(epoch FROM ${column}) * 1000000)::bigint`)
}

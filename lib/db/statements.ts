import type { Queryable } from './client'
import { Prisma } from './generated/client'

/** A write that is still to be sent. */
export type Statement = Prisma.Sql

/**
 * Sends all writes as one statement: each round trip costs about as much as planning a charge. They see the same snapshot and
 * not each other, so no two may write the same row; foreign keys between them are checked at the end.
 */
export async function executeTogether(tx: Queryable, statements: readonly Statement[]): Promise<void> {
  if (statements.length === 0) return
  const writes = statements.map((statement, i) => Prisma.sql`${Prisma.raw(`write_${i}`)} AS (${statement})`)
  await tx.$executeRaw`WITH ${Prisma.join(writes)} SELECT`
}

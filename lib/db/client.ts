import { PrismaPg } from '@prisma/adapter-pg'
import { config } from '@/lib/config'
import { type Prisma, PrismaClient } from './generated/client'
import { statementNames } from './prepared'

export type Database = PrismaClient
/** What a query needs: the client itself, or a transaction of it. */
export type Queryable = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'> & Prisma.TransactionClient

/** Connects to PostgreSQL. Statements are stopped after 10 s and lock waits after 1 s, so that nothing piles up behind them. */
export function connect(url: string, role: string | undefined, poolMax: number): Database {
  const settings = ['statement_timeout=10000', 'lock_timeout=1000', 'TimeZone=UTC', ...(role ? [`role=${role}`] : [])]
  const pool = {
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: 5000,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  }
  const adapter = new PrismaPg(pool, { statementNameGenerator: statementNames() })
  return new PrismaClient({ adapter })
}

const shared = globalThis as { comptoirDatabase?: Database }

/** The process's own connection pool. On globalThis because a bundler may load this module more than once. */
export function database(): Database {
  shared.comptoirDatabase ??= connect(config().DATABASE_URL, config().DATABASE_ROLE, config().DATABASE_POOL_MAX)
  return shared.comptoirDatabase
}

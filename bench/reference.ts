import pg from 'pg'
import { execute } from '@/lib/boot/command.mjs'
import { embeddedUrl } from '@/lib/boot/embedded/connection.mjs'
import { recreate } from '../e2e/faults/cluster'

const DATABASE = 'reference'
const CLIENTS = 8
const SCALE = 10
const ACCOUNTS = 100_000 * SCALE

/** What the figures are compared with: pgbench's simple update, 8 clients, on the same server. */
export interface Reference {
  name: string
  /** Transactions a second. */
  run: (seconds: number) => Promise<number>
}

/** Debian's pgbench when it is on the PATH, else the same transaction by a client of our own. */
export async function prepareReference(home: string, choice: string): Promise<Reference> {
  await recreate(home, DATABASE)
  const url = new URL(embeddedUrl(home, DATABASE))
  const env = { PGHOST: url.hostname, PGPORT: url.port, PGUSER: url.username, PGPASSWORD: url.password }
  const call = (args: string[]) => execute('pgbench', [...args, DATABASE], { env })
  const made = choice === 'own' ? undefined : await call(['-i', '-q', '-s', String(SCALE)])
  if (made?.code !== 0) return ownReference(url.href)
  const version = (await execute('pgbench', ['--version'])).output.trim()
  return {
    name: `${version}, pgbench -N -c ${CLIENTS}, scale ${SCALE}`,
    run: async (seconds) => {
      const { output } = await call(['-N', '-c', String(CLIENTS), '-j', '2', '-T', String(seconds)])
      const rate = /tps = ([\d.]+)/.exec(output)?.[1]
      if (rate === undefined) throw new Error(`pgbench gave no rate:\n${output}`)
      return Number(rate)
    },
  }
}

async function ownReference(url: string): Promise<Reference> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`
    DROP TABLE IF EXISTS pgbench_accounts, pgbench_history;
    CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100);
    CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22));
    INSERT INTO pgbench_accounts SELECT n, (n - 1) / 100000 + 1, 0, '' FROM generate_series(1, ${ACCOUNTS}) n;
    ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid);
    ANALYZE pgbench_accounts`)
  await client.end()
  return {
    name: `our own client of pgbench's simple update (no pgbench on the PATH), ${CLIENTS} connections, scale ${SCALE}`,
    run: async (seconds) => {
      const clients = Array.from({ length: CLIENTS }, () => new pg.Client({ connectionString: url }))
      await Promise.all(clients.map((one) => one.connect()))
      const until = performance.now() + seconds * 1000
      const counts = await Promise.all(clients.map((one) => updateUntil(one, until)))
      await Promise.all(clients.map((one) => one.end()))
      return counts.reduce((sum, count) => sum + count, 0) / seconds
    },
  }
}

async function updateUntil(client: pg.Client, until: number): Promise<number> {
  let transactions = 0
  for (; performance.now() < until; transactions++) {
    const aid = 1 + Math.floor(Math.random() * ACCOUNTS)
    const delta = Math.floor(Math.random() * 10_001) - 5000
    await client.query('BEGIN')
    await client.query(`UPDATE pgbench_accounts SET abalance = abalance + ${delta} WHERE aid = ${aid}`)
    await client.query(`SELECT abalance FROM pgbench_accounts WHERE aid = ${aid}`)
    await client.query(
      `INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (1, 1, ${aid}, ${delta}, CURRENT_TIMESTAMP)`,
    )
    await client.query('END')
  }
  return transactions
}

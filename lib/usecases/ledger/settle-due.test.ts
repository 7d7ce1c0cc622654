import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { connect, type Database } from '@/lib/db/client'
import { findBook } from '@/lib/db/ledger'
import { DAY, instantToIso } from '@/lib/domain/instants'
import { type Cutter, cutterBefore } from '@/lib/testing/cut-connection'
import { freshDatabase } from '@/lib/testing/database'
import { SYSTEM, staffCaller, TestClock, testAccount } from '@/lib/testing/house'
import { kindsRefused, visitorCaller } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { type House, newId } from '../define'
import { assignPlan } from '../oversight/assign-plan'
import { giveGrant } from '../oversight/give-grant'
import { verifyLedger } from '../oversight/verify-ledger'
import { settleDue } from './settle-due'

const JOB = { kind: 'job', name: 'ledger.settle-due' } as const

let database: { url: string; drop: () => Promise<void> }
let cutter: Cutter
let db: Database
let owner: pg.Client
const clock = new TestClock()
let house: House

beforeAll(async () => {
  vi.stubEnv('LEDGER_BATCH_ACCOUNTS', '20')
  database = await freshDatabase()
  cutter = await cutterBefore(database.url)
  db = connect(cutter.url, 'comptoir_app', 4)
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  house = { db, clock: clock.now, newId }
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await db.$disconnect()
  await owner.end()
  cutter.close()
  await database.drop()
})
/** What one test leaves due is none of the next one's. */
beforeEach(async () => {
  clock.advance(DAY)
  await sweep()
})

/** Accounts that each have 10 tokens for a day and 5 that come tomorrow: two transactions are due then. */
async function dueAccounts(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const accountId = await testAccount(house, '0')
    const grant = { accountId, source: 'promo', reason: 'For the test.' } as const
    const tomorrow = instantToIso(clock.now() + DAY)
    await giveGrant(SYSTEM, { ...grant, key: 'a', name: 'Gone', tokens: '10', expiresAt: tomorrow }, house)
    await giveGrant(SYSTEM, { ...grant, key: 'b', name: 'Come', tokens: '5', effectiveAt: tomorrow }, house)
    ids.push(accountId)
  }
  clock.advance(DAY)
  return ids
}

async function sweep(): Promise<{ accounts: number; transactions: number; batches: number; failures: string[] }> {
  const sum = { accounts: 0, transactions: 0, batches: 0, failures: [] as string[] }
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const { counts, failures, next } = await settleDue(JOB, { after }, house)
    sum.accounts += counts.accounts ?? 0
    sum.transactions += counts.transactions ?? 0
    sum.failures.push(...failures)
    sum.batches++
    after = next
  }
  return sum
}

/** Each is settled once: two transactions after the two that made it. */
async function expectSettled(ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await findBook(db, id)).toMatchObject({ available: 5000n, version: 4n })
}

async function expectClean(): Promise<void> {
  expect((await verifyLedger(SYSTEM, {}, house)).flatMap((check) => check.offences)).toEqual([])
}

test('what is due is settled in batches of at most LEDGER_BATCH_ACCOUNTS, and a second sweep finds nothing', async () => {
  const ids = await dueAccounts(50)
  expect(await sweep()).toEqual({ accounts: 50, transactions: 100, batches: 3, failures: [] })
  await expectSettled(ids)
  expect(await sweep()).toEqual({ accounts: 0, transactions: 0, batches: 1, failures: [] })
  await expectSettled(ids)
  await expectClean()
})

test('two sweeps at once settle each account once', async () => {
  const ids = await dueAccounts(15)
  const sums = await Promise.all([sweep(), sweep()])
  expect(sums[0].transactions + sums[1].transactions).toBe(30)
  await expectSettled(ids)
})

test('an account that somebody holds is left to them, and waits for nobody', async () => {
  const [held = '', free = ''] = await dueAccounts(2)
  await owner.query('BEGIN')
  await owner.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [held])
  expect(await sweep()).toMatchObject({ accounts: 1, failures: [] })
  await owner.query('ROLLBACK')
  expect(await findBook(db, held)).toMatchObject({ version: 2n })
  expect(await findBook(db, free)).toMatchObject({ version: 4n })
})

test('cut off before the COMMIT, nothing is settled; the next try settles all of it once', async () => {
  const ids = await dueAccounts(8)
  await owner.query('BEGIN')
  await owner.query('LOCK TABLE ledger_transaction IN SHARE MODE')
  const swept = sweep()
  await vi.waitFor(async () => {
    const blocked = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`
    expect((await owner.query(blocked)).rowCount).toBe(1)
  })
  for (const id of ids) expect(await findBook(db, id)).toMatchObject({ available: 10_000n, version: 2n })
  await owner.query('ROLLBACK')
  expect(await swept).toMatchObject({ accounts: 8, transactions: 16, failures: [] })
  await expectSettled(ids)
})

test('when the answer to the COMMIT is lost, each account is settled once all the same', async () => {
  const ids = await dueAccounts(5)
  cutter.loseCommits(1)
  expect(await sweep()).toMatchObject({ failures: [] })
  await expectSettled(ids)
})

test('an account that cannot be settled is named, and all others are settled', async () => {
  const ids = await dueAccounts(9)
  const bad = ids[4] ?? ''
  await owner.query(`ALTER TABLE account ADD CONSTRAINT planted CHECK (id <> '${bad}' OR version < 3)`)
  const { accounts, failures } = await sweep()
  await owner.query('ALTER TABLE account DROP CONSTRAINT planted')
  expect(accounts).toBe(8)
  expect(failures).toEqual([expect.stringContaining(bad)])
  expect(await sweep()).toMatchObject({ accounts: 1, failures: [] })
  await expectSettled(ids)
})

test('accounts that slept for decades are settled in several writes, and come out right', async () => {
  const planKey = await testPlan(house, 10)
  const ids = [await testAccount(house, '0'), await testAccount(house, '0')]
  for (const accountId of ids) await assignPlan(SYSTEM, { accountId, planKey, reason: 'For the test.' }, house)
  clock.advance(25n * 365n * DAY)
  const { accounts, transactions, batches, failures } = await sweep()
  expect({ accounts, batches, failures }).toEqual({ accounts: 2, batches: 1, failures: [] })
  expect(transactions).toBeGreaterThan(2 * 600)
  const writes = await owner.query(
    'SELECT FROM ledger_transaction WHERE account_id = ANY($1) AND seq > 1 GROUP BY xmin',
    [ids],
  )
  expect(writes.rowCount).toBe(2)
  await expectClean()
})

test('the sweep refuses people and machines', async () => {
  const callers = [visitorCaller(), staffCaller('admin')]
  expect(await kindsRefused((caller) => settleDue(caller, {}, house), callers)).toEqual(['not-found', 'not-found'])
})

import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase, testDatabase } from './database'

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('a worker finds its own database migrated, and the configuration points to it', async () => {
  expect(process.env.DATABASE_URL).toBe(testDatabase())
  expect(await query(testDatabase(), `SELECT to_regclass('ledger_entry')::text AS name`)).toEqual([
    { name: 'ledger_entry' },
  ])
})

test('what a test does to a fresh database is not seen by another', async () => {
  const [first, second] = await Promise.all([freshDatabase(), freshDatabase()])
  try {
    await query(first.url, 'CREATE TABLE mark (id int)')
    expect(await query(second.url, `SELECT to_regclass('mark')::text AS name`)).toEqual([{ name: null }])
  } finally {
    await Promise.all([first.drop(), second.drop()])
  }
})

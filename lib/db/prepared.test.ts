import { expect, it } from 'vitest'
import { connect } from './client'
import { statementNames } from './prepared'

it('names what has come 300 times, each text by a name of its own, and keeps the name', () => {
  const nameOf = statementNames()
  const come = (sql: string, times: number) => Array.from({ length: times }, () => nameOf({ sql }))
  expect(new Set(come('SELECT 1', 300))).toEqual(new Set(['']))
  expect(new Set(come('SELECT 2', 300))).toEqual(new Set(['']))
  const [one] = come('SELECT 1', 1)
  const [other] = come('SELECT 2', 1)
  expect(one).not.toBe('')
  expect(other).not.toBe('')
  expect(one).not.toBe(other)
  expect(come('SELECT 1', 2)).toEqual([one, one])
})

it('counts 500 different texts, so that texts which never come again fill no memory', () => {
  const nameOf = statementNames()
  for (let i = 0; i < 500; i++) nameOf({ sql: `SELECT ${i}` })
  const names = (sql: string) => Array.from({ length: 400 }, () => nameOf({ sql })).filter(Boolean)
  expect(names('SELECT 499')).not.toEqual([])
  expect(names('SELECT 500')).toEqual([])
})

it('a connection keeps a statement that comes again and again, and no other', async () => {
  const db = connect(process.env.DATABASE_URL ?? '', undefined, 1)
  const kept = () => db.$queryRaw<{ statement: string }[]>`SELECT statement FROM pg_prepared_statements`
  await db.$queryRaw`SELECT ${'once'}::text`
  for (let i = 0; i <= 300; i++) await db.$queryRaw`SELECT ${i}::int AS often`
  expect((await kept()).map(({ statement }) => statement)).toEqual(['SELECT $1::int AS often'])
  await db.$disconnect()
})

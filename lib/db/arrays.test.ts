import { expect, it } from 'vitest'
import { plainArray, textArray } from './arrays'
import { database } from './client'

const AWKWARD = [
  '',
  'plain',
  'a,b',
  '{x}',
  '"quoted"',
  'back\\slash',
  'NULL',
  'null',
  "it's",
  'é 🙂',
  'line\nbreak',
  '  spaces  ',
  '\\"',
]

it('brings any text through PostgreSQL unchanged', async () => {
  const rows = await database().$queryRaw<
    { text: string }[]
  >`SELECT text FROM unnest(${textArray(AWKWARD)}::text[]) AS text`
  expect(rows.map((row) => row.text)).toEqual(AWKWARD)
})

it('brings numbers, booleans, nulls and instants through PostgreSQL unchanged', async () => {
  const [row] = await database().$queryRaw<{ numbers: (bigint | null)[]; flags: boolean[]; at: string }[]>`
    SELECT ${plainArray([1n, null, -9007199254740993n])}::bigint[] AS numbers, ${plainArray([true, false])}::boolean[] AS flags,
      ((${plainArray(['2026-11-24T10:00:00.123456Z'])}::timestamptz[])[1] AT TIME ZONE 'UTC')::text AS at`
  expect(row).toEqual({
    numbers: [1n, null, -9007199254740993n],
    flags: [true, false],
    at: '2026-11-24 10:00:00.123456',
  })
})

it('makes an empty array of no values', async () => {
  const [row] = await database().$queryRaw<
    { n: number }[]
  >`SELECT cardinality(${plainArray([])}::uuid[]) + cardinality(${textArray([])}::text[]) AS n`
  expect(row?.n).toBe(0)
})

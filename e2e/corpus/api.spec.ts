import fc from 'fast-check'
import pg from 'pg'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import { expect, house, siteAddress, test } from '../fixtures'
import { type Case, caseWithText, readCases, readPosts } from './corpus'
import { judge, judgeAny } from './judge'
import { differences, readLedger, rise } from './ledger-state'
import { randomCase } from './random-bodies'
import { type Exchanged, exchange } from './raw-exchange'
import { requestBytes } from './request-bytes'
import { type Stage, setStage } from './stage'

const PATIENCE_MS = 4000
const RANDOM_REQUESTS = 300

let database: pg.Client
let stage: Stage

test.beforeAll(async () => {
  database = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await database.connect()
  // Few accounts have most rows: the planner would read whole tables for each of ours.
  await database.query('SET enable_seqscan = off')
  stage = await setStage(database)
})
test.afterAll(() => database.end())

test('every bad request is answered as the corpus says, at every address and through both doors, and the ledger does not move', async () => {
  test.setTimeout(180_000)
  const wrong: string[] = []
  let before = await readLedger(database, stage.accountIds)
  for (const one of readCases()) {
    const exchanged = await send(one)
    const after = await readLedger(database, stage.accountIds)
    const faults = [...judge(one, exchanged), ...movements(one, before, after)]
    wrong.push(...faults.map((fault) => `${one.name}: ${fault}`))
    before = after
  }
  expect(wrong).toEqual([])
})

test('29. the same event from twenty at once is charged once, and everybody gets its answer', async () => {
  const before = await readLedger(database, stage.accountIds)
  const all = await Promise.all(Array.from({ length: 20 }, () => send(anEvent('at-once'))))
  const answers = all.map(({ answers: [answer] }) => JSON.parse(answer?.body ?? '') as { replayed: boolean })
  expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1)
  const after = await readLedger(database, stage.accountIds)
  expect([rise(before, after, 'charges'), rise(before, after, 'keys')]).toEqual([1, 1])
})

test('29. an event that is still being recorded is refused to who repeats it, with the time to come again', async () => {
  const event = anEvent('in-flight')
  await database.query('BEGIN')
  await database.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [stage.names.get('account')])
  const first = send(event)
  const second = await send(event)
  await database.query('ROLLBACK')
  expect(second.answers[0]?.status).toBe(409)
  expect(second.answers[0]?.headers.get('retry-after')).toBe('1')
  expect(second.answers[0]?.body).toContain('"/api/v1/problems/key-in-flight"')
  expect((await first).answers[0]?.status).toBe(200)
})

test('whatever is sent for a body, the answer is a success or a problem of the sender, and it comes', async () => {
  test.setTimeout(120_000)
  const property = fc.asyncProperty(randomCase, async (one) => {
    expect(judgeAny(await send(one))).toEqual([])
  })
  await fc.assert(property, { numRuns: RANDOM_REQUESTS })
})

test('verify finds nothing wrong afterwards', async () => {
  const results = await verifyLedger({ kind: 'job', name: 'verify' }, {}, house)
  expect(results.flatMap(({ offences }) => offences)).toEqual([])
})

async function send(one: Case): Promise<Exchanged> {
  const { method, bytes } = requestBytes(one, stage.names)
  const { halfClose, withoutKeys } = one.row
  const ask = () => exchange(new URL(siteAddress()), bytes, { method, halfClose, patienceMillis: PATIENCE_MS })
  if (!withoutKeys) return ask()
  await database.query('BEGIN; LOCK TABLE api_key IN ACCESS EXCLUSIVE MODE')
  try {
    return await ask()
  } finally {
    await database.query('ROLLBACK')
  }
}

function movements({ row: { expect: wanted } }: Case, ...states: Parameters<typeof differences>): string[] {
  if (!wanted.moves) return differences(...states)
  return Object.entries(wanted.moves).flatMap(([fact, by]) => {
    const risen = rise(...states, fact)
    return risen === by ? [] : [`${fact} rose by ${risen}, not ${by}`]
  })
}

/** Always the same event under the name. */
function anEvent(id: string): Case {
  const [usage] = readPosts()
  if (!usage) throw new Error('The corpus has no request that takes a body.')
  return caseWithText(usage, JSON.stringify({ ...(usage.body as object), id, occurredAt: '<used-time>' }))
}

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/db/client'
import { DAY, HOUR, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import type { CheckResult } from '@/lib/domain/oversight/verification'
import { freshDatabase } from '@/lib/testing/database'
import { SYSTEM, staffCaller, TestClock, testAccount, usageEvent } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import { TAMPERS } from '@/lib/testing/tampers'
import { HOLD_TAMPERS } from '@/lib/testing/tampers-holds'
import { MONEY_TAMPERS } from '@/lib/testing/tampers-money'
import { ORDER_TAMPERS } from '@/lib/testing/tampers-orders'
import { createFromTemplate, dropDatabase, testUrl } from '@/lib/testing/template-database'
import { tellHolds } from '@/lib/testing/told-holds'
import { tellMoney } from '@/lib/testing/told-money'
import { tellOrders } from '@/lib/testing/told-orders'
import { type House, newId } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { adjustAllocation } from './adjust-allocation'
import { assignPlan } from './assign-plan'
import { giveGrant } from './give-grant'
import { reverseTransaction } from './reverse-transaction'
import { verifyLedger } from './verify-ledger'

const clock = new TestClock()
const JOB = { kind: 'job', name: 'verify' } as const

let ledger: { name: string; drop: () => Promise<void> }
/** What the tampered statements name: accounts, grants, charges and numbers of the ledger below. */
let ids: Record<string, string>

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  ledger = { name: new URL(url).pathname.slice(1), drop }
  ids = await withHouse(url, tellLedger)
})
afterAll(async () => ledger.drop())

async function withHouse<T>(url: string, work: (house: House) => Promise<T>): Promise<T> {
  const db = connect(url, 'comptoir_app', 2)
  try {
    return await work({ db, clock: clock.now, newId })
  } finally {
    await db.$disconnect()
  }
}

/** An account on a plan that renewed twice, rolling over, and was upgraded in its third period. */
async function tellPeriods(house: House): Promise<Record<string, string>> {
  const subscribed = await testAccount(house)
  const about = { accountId: subscribed, reason: 'For the test.' }
  await assignPlan(SYSTEM, { ...about, planKey: await testPlan(house, 1000) }, house)
  clock.advance(70n * DAY)
  await assignPlan(SYSTEM, { ...about, planKey: await testPlan(house, 3000) }, house)
  clock.advance(30n * DAY)
  await giveGrant(SYSTEM, { ...about, source: 'promo', key: 'f', name: 'Settles', tokens: '1' }, house)
  const grants = await house.db.grant.findMany({ where: { accountId: subscribed }, orderBy: { createdSeq: 'asc' } })
  // In their order: two periods and what each rolled over, the third, its rest after the upgrade, what both rolled over, the fourth.
  const [period0, rolled1, period1, , , rest, , , period3] = grants
  if (!period3 || !rest) throw new Error('The periods were not told.')
  return {
    subscribed,
    small: `${period0?.allowanceId}`,
    large: `${rest.allowanceId}`,
    period0: `${period0?.id}`,
    period1: `${period1?.id}`,
    period3: period3.id,
    rest: rest.id,
    rolled1: `${rolled1?.id}`,
  }
}

/** A steady account with grants of three kinds, an expiry, a reversal, an adjustment; another that ran into debt and out of it. */
async function tellLedger(house: House): Promise<Record<string, string>> {
  // Keys are looked for as long as they are kept, so what takes months comes first.
  clock.advance(-100n * DAY)
  const periods = await tellPeriods(house)
  const steady = await testAccount(house)
  const grant = { accountId: steady, source: 'promo' as const, reason: 'For the test.' }
  const after = (days: bigint) => instantToIso(clock.now() + days * DAY)
  await giveGrant(SYSTEM, { ...grant, key: 'a', name: 'Soon gone', tokens: '100', expiresAt: after(10n) }, house)
  await giveGrant(SYSTEM, { ...grant, key: 'b', name: 'Paid', tokens: '1000', source: 'pack', costCents: 900n }, house)
  await giveGrant(
    SYSTEM,
    { ...grant, key: 'c', name: 'Later', tokens: '50', effectiveAt: after(20n), expiresAt: after(90n) },
    house,
  )
  const charge = async (accountId: string, overrides: Parameters<typeof usageEvent>[2]) => {
    clock.advance(HOUR)
    const [outcome] = await enqueueUsage([usageEvent(accountId, clock.now(), overrides)], house)
    if (outcome?.kind !== 'charge') throw new Error(`Not charged: ${outcome?.kind}`)
    return outcome.charge
  }
  const chat = await charge(steady, {
    key: 'chat',
    actionKey: 'chat',
    quantities: { input: 250_000n, output: 12_000n },
  })
  const taken = await charge(steady, { key: 'taken', quantities: { call: 7000n } })
  await charge(steady, { key: 'failed', status: 'failed' })
  const operator = staffCaller('operator')
  await reverseTransaction(
    operator,
    { accountId: steady, seq: `${taken.seq}`, reason: 'It never ran.', key: 'r' },
    house,
  )
  await adjustAllocation(
    operator,
    { accountId: steady, direction: 'remove', tokens: '5', reason: 'Given twice.', key: 'd' },
    house,
  )
  clock.advance(11n * DAY)
  await charge(steady, { key: 'paid', quantities: { call: 3000n } })
  clock.advance(10n * DAY)
  const last = await charge(steady, { key: 'last', quantities: { call: 2000n } })
  const indebted = await testAccount(house, '5', '50')
  const owing = await charge(indebted, { key: 'owing', quantities: { call: 20_000n } })
  await giveGrant(SYSTEM, { ...grant, accountId: indebted, key: 'e', name: 'Pays', tokens: '100' }, house)
  const holds = await tellHolds(house, clock)
  const sold = { ...(await tellOrders(house)), ...(await tellMoney(house)) }
  const grants = await house.db.grant.findMany({ where: { accountId: steady } })
  const named = (name: string) => grants.find((row) => row.name === name)?.id ?? ''
  return {
    steady,
    indebted,
    soonGone: named('Soon gone'),
    paid: named('Paid'),
    later: named('Later'),
    chat: chat.id,
    chatSeq: `${chat.seq}`,
    takenSeq: `${taken.seq}`,
    lastSeq: `${last.seq}`,
    owing: owing.id,
    reversalSeq: `${(await house.db.ledgerTransaction.findFirst({ where: { accountId: steady, kind: 'reversal' } }))?.seq}`,
    expirySeq: `${(await house.db.ledgerTransaction.findFirst({ where: { accountId: steady, kind: 'expire' } }))?.seq}`,
    pays: (await house.db.grant.findFirst({ where: { name: 'Pays' } }))?.id ?? '',
    nil: NIL_ID,
    ...periods,
    ...holds,
    ...sold,
    added: randomUUID(),
  }
}

/** The checks of a copy of the ledger in which a superuser ran the statements, past triggers and foreign keys. */
async function verifyTampered(sql: string, accountId: string | null = null): Promise<CheckResult[]> {
  const name = `${ledger.name}_${randomUUID().slice(0, 8)}`
  await createFromTemplate(ledger.name, name)
  try {
    const client = new pg.Client({ connectionString: testUrl(name) })
    await client.connect()
    await client.query(`SET session_replication_role = replica; ${sql}`)
    await client.end()
    return await withHouse(testUrl(name), (house) => verifyLedger(JOB, { accountId }, house))
  } finally {
    await dropDatabase(name)
  }
}

const fill = (text: string) => text.replace(/\$(\w+)/g, (_, name: string) => ids[name] ?? `no ${name}`)
const broken = (results: readonly CheckResult[]) => results.filter(({ offences }) => offences.length > 0)

describe('verify', () => {
  it('finds a ledger of grants, charges, an expiry, a reversal, an adjustment, a paid debt, periods, holds, orders, refunds and disputes clean, and counts what it examined', async () => {
    const results = await verifyTampered('')
    expect(broken(results)).toEqual([])
    expect(results.map(({ invariant }) => invariant)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22,
    ])
    const examined = Object.fromEntries(results.map(({ of, examined }) => [of, examined]))
    expect(examined).toMatchObject({
      accounts: 10n,
      grants: 25n,
      charges: 11n,
      allowances: 2n,
      holds: 7n,
      documents: 10n,
    })
    expect(Object.values(examined).every((count) => count > 0n)).toBe(true)
  })

  it.each([...TAMPERS, ...HOLD_TAMPERS, ...ORDER_TAMPERS, ...MONEY_TAMPERS])(
    'check %i names exactly the row that was tampered with: %s',
    async (invariant, sql, rows) => {
      const results = await verifyTampered(fill(sql))
      const found = results.find((result) => result.invariant === invariant)
      expect(found?.offences.map(({ row }) => row).sort()).toEqual([rows].flat().map(fill).sort())
    },
  )

  it('looks at one account when asked for one', async () => {
    const tamper = fill("UPDATE account SET available = available + 1 WHERE id = '$steady'")
    expect(broken(await verifyTampered(tamper, ids.indebted ?? ''))).toEqual([])
    expect(broken(await verifyTampered(tamper, ids.steady ?? '')).map(({ invariant }) => invariant)).toEqual([4, 22])
  })

  it('says what it expected and what it found, in tokens', async () => {
    const results = await verifyTampered(fill("UPDATE account SET available = available + 250 WHERE id = '$indebted'"))
    const [offence] = results.flatMap(({ offences }) => offences)
    expect(offence).toEqual({
      accountId: ids.indebted,
      row: `account ${ids.indebted}`,
      expected: 'available 85',
      found: 'available 85.25',
    })
  })

  it('refuses everybody but staff who answer for the books, and jobs; and an account that is not there', async () => {
    const kindOf = async (call: Promise<unknown>) =>
      call.then(
        () => null,
        (refusal: { kind?: string }) => refusal.kind,
      )
    await withHouse(testUrl(ledger.name), async (house) => {
      expect(await kindOf(verifyLedger(staffCaller('support'), {}, house))).toBe('forbidden')
      expect(
        await kindOf(
          verifyLedger({ kind: 'member', userId: randomUUID(), sessionId: randomUUID(), roles: {} }, {}, house),
        ),
      ).toBe('not-found')
      expect(await kindOf(verifyLedger({ kind: 'visitor', address: '127.0.0.1' }, {}, house))).toBe('unauthenticated')
      expect(await kindOf(verifyLedger(JOB, { accountId: randomUUID() }, house))).toBe('not-found')
      expect(await kindOf(verifyLedger(staffCaller('auditor'), {}, house))).toBe(null)
    })
  })
})

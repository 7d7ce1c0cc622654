import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { SYSTEM, staffCaller, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { enqueueUsage } from '../metering/operation-queue'
import { adjustAllocation } from './adjust-allocation'

const house = testHouse()
const operator = staffCaller('operator')

function adjustment(accountId: string, direction: 'add' | 'remove', tokens: string) {
  return { accountId, direction, tokens, reason: 'Incident of 22 November.', key: randomUUID() }
}

it('adds a grant of its own and takes away in spend order, each with its reason and an audit row', async () => {
  const accountId = await testAccount(house, '10')
  await adjustAllocation(operator, adjustment(accountId, 'add', '5.5'), house)
  const { transaction } = await adjustAllocation(operator, adjustment(accountId, 'remove', '12'), house)
  expect(transaction).toMatchObject({
    kind: 'adjustment',
    amount: 12_000n,
    availableAfter: 3500n,
    actor: `staff:${operator.userId}`,
  })
  const audited = await house.db.auditEntry.findMany({ where: { accountId, verb: 'oversight.adjust-allocation' } })
  expect(audited.map((row) => [row.actor, row.reason])).toEqual(
    Array(2).fill([`staff:${operator.userId}`, 'Incident of 22 November.']),
  )
})

it('moves once when posted twice, even at the same moment', async () => {
  const accountId = await testAccount(house, '10')
  const once = adjustment(accountId, 'remove', '4')
  const results = await Promise.all([1, 2, 3].map(() => adjustAllocation(operator, once, house)))
  expect(results.filter((result) => !result.replayed)).toHaveLength(1)
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 6000n })
  for (const other of [{ tokens: '5' }, { direction: 'add' as const }])
    await expect(adjustAllocation(operator, { ...once, ...other }, house)).rejects.toMatchObject({ kind: 'key-reused' })
})

it('pays debt first from what is added', async () => {
  const accountId = await testAccount(house, '0')
  const done = usageEvent(accountId, BigInt(Date.now()) * 1000n, { mode: 'report', quantities: { call: 3000n } })
  await enqueueUsage([done], house)
  await adjustAllocation(operator, adjustment(accountId, 'add', '5'), house)
  expect(await findBook(house.db, accountId)).toMatchObject({ debt: 0n, available: 2000n })
})

it('refuses more than is left, and changes nothing', async () => {
  const accountId = await testAccount(house, '10')
  await expect(adjustAllocation(operator, adjustment(accountId, 'remove', '10.001'), house)).rejects.toMatchObject({
    kind: 'insufficient-tokens',
    facts: { available: '10' },
  })
  expect(await findBook(house.db, accountId)).toMatchObject({ available: 10_000n, version: 1n })
})

it.each([
  ['tokens', { tokens: '-5' }],
  ['tokens', { tokens: '0' }],
  ['tokens', { tokens: '1e3' }],
  ['reason', { reason: ' ' }],
  ['reason', { reason: 'half of \ud83d' }],
  ['key', { key: 'a\0b' }],
  ['expiresAt', { expiresAt: '9999-12-31T23:59:59-12:00' }],
  ['direction', { direction: 'set' }],
  ['available', { available: '1000' }],
])('names the field %s of a bad input', async (field, overrides) => {
  const accountId = await testAccount(house)
  const input = { ...adjustment(accountId, 'add', '5'), ...overrides } as ReturnType<typeof adjustment>
  await expect(adjustAllocation(operator, input, house)).rejects.toMatchObject({
    kind: 'invalid-input',
    faults: [{ pointer: `/${field}` }],
  })
})

it('refuses support, auditors, members, keys and an account that is not there', async () => {
  const accountId = await testAccount(house)
  const input = adjustment(accountId, 'add', '5')
  for (const role of ['support', 'auditor', 'approver'] as const) {
    await expect(adjustAllocation(staffCaller(role), input, house)).rejects.toMatchObject({ kind: 'forbidden' })
  }
  const member = {
    kind: 'member',
    userId: randomUUID(),
    sessionId: randomUUID(),
    roles: { [accountId]: 'owner' },
  } as const
  await expect(adjustAllocation(member, input, house)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(adjustAllocation(SYSTEM, input, house)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(adjustAllocation(operator, adjustment(randomUUID(), 'add', '5'), house)).rejects.toMatchObject({
    kind: 'not-found',
  })
})

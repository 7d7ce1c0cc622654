import { expect, it } from 'vitest'
import { z } from 'zod'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, TestClock, testHouse } from '@/lib/testing/house'
import { job, staff } from './allow'
import { defineQuery, defineUsecase, newId } from './define'

const house = testHouse(new TestClock())
const input = z.strictObject({ subject: z.string() })

it('authorises before it parses: a refused caller learns nothing of the input', async () => {
  const verb = defineUsecase({ name: 'audit.test', input, allow: staff('admin'), run: async () => 'done' })
  const wrong = { subject: 1 } as unknown as { subject: string }
  await expect(verb({ kind: 'visitor', address: '::1' }, wrong, house)).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
  await expect(verb(SYSTEM, wrong, house)).rejects.toMatchObject({ kind: 'not-found' })
})

it('names every fault of the input: the field, a code, and fields that are not part of it', async () => {
  const verb = defineUsecase({ name: 'audit.test', input, allow: job, run: async () => 'done' })
  const wrong = { subject: 5, balance: '1000' } as unknown as { subject: string }
  await expect(verb(SYSTEM, wrong, house)).rejects.toMatchObject({
    kind: 'invalid-input',
    faults: [
      { pointer: '/subject', code: 'invalid-type' },
      { pointer: '/balance', code: 'unknown-field' },
    ],
  })
})

it('writes the deed, its audit row and its event in one transaction, or none of them', async () => {
  const subject = newId(house.clock?.() ?? 0n)
  const verb = defineUsecase({
    name: 'audit.test',
    input: z.strictObject({ subject: z.string(), fails: z.boolean() }),
    allow: job,
    run: async ({ subject, fails }, work) => {
      work.audit({ subject, reason: 'For the test.' })
      work.emit({ accountId: NIL_ID, name: 'test.done', payload: { subject } })
      if (fails) throw new Error('On purpose.')
    },
  })
  const count = async () => [
    await house.db.auditEntry.count({ where: { subject } }),
    await house.db.outboxEvent.count({ where: { payload: { path: ['subject'], equals: subject } } }),
  ]
  await expect(verb(SYSTEM, { subject, fails: true }, house)).rejects.toThrow('On purpose.')
  expect(await count()).toEqual([0, 0])
  await verb(SYSTEM, { subject, fails: false }, house)
  expect(await count()).toEqual([1, 1])
})

it('does not let a write pass that notes nothing for the audit log', async () => {
  const verb = defineUsecase({ name: 'audit.test', input, allow: job, run: async () => 'silent' })
  await expect(verb(SYSTEM, { subject: 'x' }, house)).rejects.toThrow(/without a note for the audit log/)
})

it('reads in one snapshot: what is committed meanwhile is not seen', async () => {
  const subject = newId(house.clock?.() ?? 0n)
  const note = defineUsecase({
    name: 'audit.test',
    input,
    allow: job,
    run: async ({ subject }, work) => work.audit({ subject }),
  })
  const query = defineQuery({
    name: 'audit.read',
    input,
    allow: job,
    run: async ({ subject }, { tx }) => {
      const before = await tx.auditEntry.count({ where: { subject } })
      await note(SYSTEM, { subject }, house)
      return [before, await tx.auditEntry.count({ where: { subject } })]
    },
  })
  expect(await query(SYSTEM, { subject }, house)).toEqual([0, 0])
})

it('makes ids that rise in the order in which they were made, also within a millisecond', () => {
  const ids = Array.from({ length: 1000 }, (_, i) => newId(1_700_000_000_000_000n + BigInt(i * 10)))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})

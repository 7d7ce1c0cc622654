import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findPlan } from '@/lib/db/catalogue-plans'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { definePlan } from './define-plan'

const house = testHouse()

function input(key: string) {
  const words = { reasonEn: 'It keeps the service quick for all.', reasonFr: 'Le service reste rapide pour tous.' }
  const hour = { name: 'hour', unit: 'hour', kind: 'fixed', cap: '10000', policy: 'stop', ...words } as const
  return {
    key,
    nameEn: 'Team',
    nameFr: 'Équipe',
    priceCents: 9900n,
    currency: 'EUR',
    allowance: '400000',
    periodUnit: 'month' as const,
    rollover: 'once' as const,
    rolloverMax: '100000',
    quotas: [hour, { ...hour, name: 'day', unit: 'day' as const, cap: '60000.5' }],
  }
}
const newKey = () => `plan-${randomUUID().slice(0, 8)}`

test('a plan is kept whole: allowance, rollover and quotas, in thousandths', async () => {
  const key = newKey()
  await definePlan(SYSTEM, input(key), house)
  expect(await findPlan(house.db, key)).toMatchObject({
    allowance: 400_000_000n,
    rolloverMax: 100_000_000n,
    quotas: [
      { name: 'day', cap: 60_000_500n },
      { name: 'hour', cap: 10_000_000n, policy: 'stop' },
    ],
  })
})

test('defining again replaces it, quotas too; saying the same changes nothing and leaves no audit row', async () => {
  const key = newKey()
  const audited = () => house.db.auditEntry.count({ where: { subject: `plan:${key}` } })
  await definePlan(SYSTEM, input(key), house)
  await definePlan(SYSTEM, input(key), house)
  expect(await audited()).toBe(1)
  await definePlan(staffCaller('finance'), { ...input(key), allowance: '500000', quotas: [] }, house)
  expect(await findPlan(house.db, key)).toMatchObject({ allowance: 500_000_000n, quotas: [] })
  expect(await audited()).toBe(2)
})

test('defining refuses everybody but finance and admins, and a limit on a rollover that is none', async () => {
  const { caller } = await testPerson(house)
  const callers = [visitorCaller(), caller, staffCaller('support'), staffCaller('operator')]
  const kinds = await kindsRefused((who) => definePlan(who, input(newKey()), house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden', 'forbidden'])
  const wrong = { ...input(newKey()), rollover: 'none' as const }
  expect((await refusalOf(definePlan(SYSTEM, wrong, house))).faults[0]?.pointer).toBe('/rolloverMax')
})

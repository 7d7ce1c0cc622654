import { expect, test } from 'vitest'
import { refusalWrites } from '@/lib/db/metering-writes'
import { executeTogether } from '@/lib/db/statements'
import { DAY } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { definePlan } from '../oversight/define-plan'
import { setQuota } from '../oversight/set-quota'
import { listLimits } from './list-limits'
import { setCap } from './set-cap'

const clock = new TestClock('2026-03-18T09:07:00Z')
const house = testHouse(clock)
const WORDS = { reasonEn: 'It keeps the service quick.', reasonFr: 'Le service reste rapide pour tous.' }

test('every limit in effect is listed, with what is used, when it clears and what it refused in seven days', async () => {
  const accountId = await testAccount(house)
  const hour = { name: 'hour', unit: 'hour', kind: 'fixed', cap: '10000', policy: 'stop', ...WORDS } as const
  await definePlan(SYSTEM, planWith([hour, { ...hour, name: 'day', unit: 'day', kind: 'rolling' }]), house)
  await house.db.account.update({ where: { id: accountId }, data: { planKey: 'limits' } })
  const override = { ...hour, cap: '40000', scope: 'account', measure: 'tokens', reason: 'Agreed by phone.' } as const
  await setQuota(staffCaller('operator'), { accountId, ...override }, house)
  const cap = { scope: 'account', measure: 'tokens', unit: 'month', cap: '500000' } as const
  await setCap(memberCaller(accountId, 'owner'), { accountId, ...cap }, house)
  const row = (daysAgo: bigint, refusals: bigint) => {
    const hourAt = clock.now() - daysAgo * DAY - ((clock.now() - daysAgo * DAY) % (3600n * 1_000_000n))
    return { accountId, hourAt, reason: 'window-full:account:hour', refusals }
  }
  await executeTogether(house.db, refusalWrites([row(0n, 3n), row(6n, 4n), row(8n, 50n)]))
  const view = await listLimits(memberCaller(accountId, 'viewer'), { accountId }, house)
  expect(view).toMatchObject({ timeZone: 'Europe/Paris', currency: 'EUR', accountName: 'Test account', keys: [] })
  expect(view.limits.map(({ quota, hits }) => [quota.key, quota.origin, quota.cap, hits])).toEqual([
    ['account:hour', 'staff', 40_000_000n, 7],
    ['account:day', 'plan', 10_000_000n, 0],
    ['cap:account:tokens:month', 'customer', 500_000_000n, 0],
  ])
})

test('listing refuses everybody but members', async () => {
  const accountId = await testAccount(house)
  const callers = [visitorCaller(), memberCaller(NIL_ID, 'owner'), staffCaller('admin')]
  const kinds = await kindsRefused((caller) => listLimits(caller, { accountId }, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found', 'forbidden'])
})

function planWith(quotas: Parameters<typeof definePlan>[1]['quotas']) {
  const names = { key: 'limits', nameEn: 'Team', nameFr: 'Équipe' }
  const period = { periodUnit: 'month', rollover: 'none', allowance: '1000' } as const
  return { ...names, ...period, priceCents: 100n, currency: 'EUR', quotas }
}

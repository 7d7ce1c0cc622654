import { expect, it } from 'vitest'
import { quotaOf } from '@/lib/testing/limits'
import type { PlanQuota } from '../catalogue/plans'
import { NIL_ID } from '../ledger/model'
import { effectiveQuotas, planInForce } from './effective-quotas'

const planQuota = (name: string): PlanQuota => ({
  name,
  unit: 'hour',
  kind: 'fixed',
  measure: 'tokens',
  cap: 1000n,
  policy: 'stop',
  slowPerMinute: 60,
  reasonEn: 'Why.',
  reasonFr: 'Pourquoi.',
})

it("a plan's quota counts for the account under its name", () => {
  expect(effectiveQuotas([planQuota('hour')], [])).toEqual([
    { ...planQuota('hour'), key: 'account:hour', origin: 'plan', scope: 'account', scopeId: NIL_ID },
  ])
})

it("staff's quota takes the place of the plan's of the same key; a customer's never does", () => {
  const staff = quotaOf({ key: 'account:hour', origin: 'staff', cap: 5n })
  const cap = quotaOf({ key: 'account:day', origin: 'customer', cap: 6n })
  const quotas = effectiveQuotas([planQuota('hour'), planQuota('day')], [staff, cap])
  expect(quotas.map(({ origin, key, cap: most }) => [origin, key, most])).toEqual([
    ['plan', 'account:day', 1000n],
    ['staff', 'account:hour', 5n],
    ['customer', 'account:day', 6n],
  ])
})

it('a plan change holds from its instant on, settled or not', () => {
  const plan = { key: 'small', nextKey: 'large', nextAt: 100n }
  expect(planInForce(plan, 99n)).toBe('small')
  expect(planInForce(plan, 100n)).toBe('large')
  expect(planInForce({ ...plan, nextKey: null }, 100n)).toBeNull()
  expect(planInForce({ key: null, nextKey: null, nextAt: null }, 100n)).toBeNull()
})

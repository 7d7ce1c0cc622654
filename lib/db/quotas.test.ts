import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { QuotaWindow } from '@/lib/domain/quotas/model'
import { instant, SYSTEM, testAccount, testHouse } from '@/lib/testing/house'
import { quotaOf } from '@/lib/testing/limits'
import { definePlan } from '@/lib/usecases/oversight/define-plan'
import { loadLimits, returnedCountedWrites, windowWrites } from './quotas'
import { deleteQuota, putQuota } from './quotas-own'
import { executeTogether } from './statements'

const house = testHouse()
const AT = instant('2026-11-25T10:20:30.123456Z')
const WINDOW: QuotaWindow = {
  ...{ shape: 'tokens rolling hour', startsAt: AT, endsAt: null, used: [1n, 0n, 10n ** 18n], countsFrom: AT - 1n },
  ...{ slowFreeAt: AT + 1n, told: 80, liftedUntil: AT + 2n },
}

test('limits of many accounts come in one statement, as they were written', async () => {
  const [a, b, c] = [await testAccount(house), await testAccount(house), await testAccount(house)]
  const key = `plan-${randomUUID().slice(0, 8)}`
  const hour = { name: 'hour', unit: 'hour', kind: 'fixed', cap: '10000.5', policy: 'slow', slowPerMinute: 7 } as const
  const words = { reasonEn: 'It keeps the service quick.', reasonFr: 'Le service reste « rapide ».' }
  const plan = {
    key,
    nameEn: 'P',
    nameFr: 'P',
    priceCents: 1n,
    currency: 'EUR',
    allowance: '1',
    captureAbove: 'charge',
  } as const
  await definePlan(SYSTEM, { ...plan, periodUnit: 'month', rollover: 'none', quotas: [{ ...hour, ...words }] }, house)
  const own = quotaOf({ key: 'cap "x"', name: 'x', origin: 'customer' })
  await putQuota(house.db, b, own, { actor: 'test', at: AT })
  const fixed = {
    ...WINDOW,
    shape: 'tokens fixed hour',
    endsAt: AT + 9n,
    used: [5n],
    slowFreeAt: null,
    liftedUntil: null,
  }
  const rows = [
    { accountId: b, quotaKey: own.key, window: fixed },
    { accountId: a, quotaKey: 'account:hour', window: WINDOW },
  ]
  await executeTogether(house.db, windowWrites(rows))
  const loaded = await loadLimits(house.db, [
    { accountId: a, planKey: key },
    { accountId: b, planKey: null },
    { accountId: c, planKey: 'none such' },
  ])
  const nothing = { planQuotas: [], captureAbove: 'refuse', own: [], windows: new Map(), returned: [] }
  expect(loaded.get(a)).toEqual({
    ...nothing,
    captureAbove: 'charge',
    planQuotas: [{ ...hour, ...words, measure: 'tokens', cap: 10_000_500n }],
    windows: new Map([['account:hour', WINDOW]]),
  })
  expect(loaded.get(b)).toEqual({ ...nothing, own: [own], windows: new Map([[own.key, fixed]]) })
  expect(loaded.get(c)).toEqual(nothing)
})

test('a counter is written over, and a quota taken away is not loaded', async () => {
  const accountId = await testAccount(house)
  await putQuota(house.db, accountId, quotaOf({ origin: 'staff' }), { actor: 'test', at: AT })
  for (const window of [WINDOW, { ...WINDOW, used: [3n], told: 0, startsAt: AT + 5n }])
    await executeTogether(house.db, windowWrites([{ accountId, quotaKey: 'account:hour', window }]))
  await deleteQuota(house.db, accountId, 'account:hour')
  const loaded = (await loadLimits(house.db, [{ accountId, planKey: null }])).get(accountId)
  expect(loaded?.own).toEqual([])
  expect(loaded?.windows.get('account:hour')).toEqual({ ...WINDOW, used: [3n], told: 0, startsAt: AT + 5n })
})

test('what holds returned is loaded until it is written down that it was counted', async () => {
  const accountId = await testAccount(house)
  const [captured, released] = [randomUUID(), randomUUID()]
  await house.db.$executeRaw`
    INSERT INTO hold (account_id, id, source, key, action_key, basis, quantities, api_key_id, member_id, amount, money_milli, captured, returned,
      state, created_at, expires_at, resolved_at, seq, capture_seq, return_seq, available_after, held_after, windows_due)
    SELECT ${accountId}::uuid, id::uuid, 'test', 'k', 'unit', 'tokens', '{}', id::uuid, id::uuid, 3000, 1000, 3000 - returned, returned,
      state, '2026-11-25T10:20:30.123456Z', '2026-11-25T11:00:00Z', '2026-11-25T10:30:00Z', 1, capture, 3, 0, 0, true
    FROM (VALUES (${captured}, 2000, 'captured', 2), (${released}, 3000, 'released', NULL)) AS h (id, returned, state, capture)`
  const returned = async () =>
    (await loadLimits(house.db, [{ accountId, planKey: null }]))
      .get(accountId)
      ?.returned.sort((a, b) => (a.returned < b.returned ? -1 : 1))
  const by = (id: string) => ({ holdId: id, apiKeyId: id, memberId: id, createdAt: AT })
  expect(await returned()).toEqual([
    { ...by(captured), returned: 2000n, moneyMilli: 666n, wholeReturned: false },
    { ...by(released), returned: 3000n, moneyMilli: 1000n, wholeReturned: true },
  ])
  await executeTogether(house.db, returnedCountedWrites([{ accountId, holdId: captured }]))
  expect((await returned())?.map(({ holdId }) => holdId)).toEqual([released])
})

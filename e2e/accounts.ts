import type { APIRequestContext } from '@playwright/test'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { DAY, instantFromMillis, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { accountKey } from '@/lib/testing/api-call'
import { SYSTEM, staffCaller, TestClock } from '@/lib/testing/house'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '@/lib/usecases/define'
import { recordUsage } from '@/lib/usecases/metering/record-usage'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { liftWindow } from '@/lib/usecases/oversight/lift-window'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { setBudget } from '@/lib/usecases/quotas/set-budget'
import { setCap } from '@/lib/usecases/quotas/set-cap'
import { house } from './fixtures'
import { reportUse } from './usage'

const DAYS = 9
/** What is used each day, down to thousandths. */
const DAILY = [
  { action: 'chat', quantities: { input: '4000', output: '1500' } },
  { action: 'code', quantities: { input: '9916', cached_input: '8592', output: '637' } },
]

/** Somebody whose account has been used every day for nine days: its pace is known. Told through use cases with a clock of its own. */
export async function personWithUse(): Promise<TestPerson> {
  const clock = new TestClock(instantToIso(instantFromMillis(Date.now()) - BigInt(DAYS) * DAY))
  const past: House = { ...house, clock: clock.now }
  const person = await testPerson(past)
  const grant = { source: 'pack', name: 'Small pack', tokens: '25000', costCents: 1000n, reason: 'Bought.' } as const
  await giveGrant(SYSTEM, { accountId: person.accountId, key: 'pack', ...grant }, past)
  const service: ApiKeyCaller = {
    kind: 'apiKey',
    keyId: NIL_ID,
    accountId: person.accountId,
    scopes: ['usage:write'],
  }
  for (let day = 0; day < DAYS; day++) {
    const occurredAt = instantToIso(clock.now())
    for (const use of DAILY) await recordUsage(service, { id: `${use.action}-${day}`, occurredAt, ...use }, past)
    clock.advance(DAY)
  }
  return person
}

/** Somebody whose welcome grant is used up to the last thousandth. */
export async function personWithoutTokens(request: APIRequestContext): Promise<TestPerson> {
  const person = await testPerson(house)
  const key = await accountKey(house, person.accountId)
  const { balance } = await reportUse(request, key, { action: 'image', quantities: { call: 125 } })
  if (balance.available !== '0') throw new Error(`${balance.available} tokens are left: the price of an image changed.`)
  return person
}

/** Somebody with dates of every kind that is in the books: a plan that rolls over, packs, a grant on its way, limits. */
export async function personWithDates(): Promise<TestPerson> {
  const person = await testPerson(house)
  const { accountId } = person
  const now = instantFromMillis(Date.now())
  const inDays = (days: bigint) => instantToIso(now + days * DAY)
  const plan = { nameEn: 'Team', nameFr: 'Équipe', priceCents: 4900n, rolloverMax: '250000' }
  await assignPlan(
    SYSTEM,
    { accountId, planKey: await testPlan(house, 500_000, plan), anchor: '2026-01-01T00:00:00', reason: WORDS.reason },
    house,
  )
  const grant = { accountId, source: 'pack', reason: WORDS.reason } as const
  const promo = { ...grant, source: 'promo', name: 'Promo; “October”, the\nsecond' } as const
  await giveGrant(SYSTEM, { ...promo, key: 'promo', tokens: '38200', expiresAt: inDays(5n) }, house)
  await giveGrant(
    SYSTEM,
    { ...grant, key: 'pack', name: '100k pack', tokens: '100000', expiresAt: inDays(200n) },
    house,
  )
  const later = { effectiveAt: inDays(12n), expiresAt: inDays(380n) }
  await giveGrant(SYSTEM, { ...grant, key: 'later', name: '50k pack', tokens: '50000', ...later }, house)
  const day = { accountId, scope: 'account', measure: 'tokens', policy: 'stop', kind: 'fixed', ...WORDS } as const
  await setQuota(staffCaller('operator'), { ...day, name: 'day', unit: 'day', cap: '60000' }, house)
  await setBudget(person.caller, { accountId, scope: 'account', measure: 'money', unit: 'month', cap: '80' }, house)
  return person
}

const WORDS = {
  reasonEn: 'It keeps the service quick for everybody when one account is busy.',
  reasonFr: 'Le service reste rapide pour tous quand un compte est très actif.',
  reason: 'For the test.',
}

/** Somebody with limits of every kind: open, nearly reached, reached, lifted, and caps and budgets of their own. */
export async function personWithLimits(): Promise<TestPerson> {
  const person = await testPerson(house)
  const { accountId, caller } = person
  const operator = staffCaller('operator')
  const hour = { accountId, scope: 'account', measure: 'tokens', policy: 'stop', ...WORDS } as const
  await setQuota(operator, { ...hour, name: 'hour', unit: 'hour', kind: 'fixed', cap: '10000' }, house)
  await setQuota(operator, { ...hour, name: 'day', unit: 'day', kind: 'rolling', cap: '60000', policy: 'slow' }, house)
  const calls = { ...hour, name: 'calls', measure: 'operations', unit: 'minute', kind: 'fixed', cap: '600' } as const
  await setQuota(operator, calls, house)
  await setQuota(
    operator,
    { ...hour, name: 'week', unit: 'week', kind: 'fixed', cap: '200000', policy: 'overage' },
    house,
  )
  const until = instantToIso(instantFromMillis(Date.now()) + DAY)
  await liftWindow(operator, { accountId, key: 'account:calls', until, reason: WORDS.reasonEn }, house)
  const month = { accountId, scope: 'account', measure: 'tokens', unit: 'month' } as const
  await setCap(caller, { ...month, cap: '500000' }, house)
  await setCap(caller, { ...month, scope: 'member', scopeId: person.userId, unit: 'day', cap: '5000' }, house)
  await setBudget(caller, { ...month, measure: 'money', cap: '80' }, house)
  await setBudget(caller, { ...month, unit: 'week', cap: '1000' }, house)
  const used = {
    'account:hour': 10_000_000n,
    'account:day': 51_300_500n,
    'account:week': 71_300_500n,
    'budget:account:tokens:week': 1_200_000n,
  }
  for (const [quotaKey, amount] of Object.entries(used))
    await house.db.quotaWindow.updateMany({ where: { accountId, quotaKey }, data: { used: [amount] } })
  return person
}

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Caller, MemberCaller } from '@/lib/domain/access/callers'
import { DAY, HOUR, instantToIso, MINUTE } from '@/lib/domain/instants'
import { parseTokens, tokensToPlot } from '@/lib/domain/tokens'
import { instant, SYSTEM, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { planScene, testPlan } from '@/lib/testing/plans'
import type { House } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { giveGrant } from '../oversight/give-grant'
import { getHome } from './get-home'

const tokens = (text: string) => parseTokens(text) ?? 0n

function memberOf(accountId: string): MemberCaller {
  return { kind: 'member', userId: randomUUID(), sessionId: randomUUID(), roles: { [accountId]: 'viewer' } }
}

it('refuses a visitor, a machine and the member of another account', async () => {
  const house = testHouse(new TestClock())
  const accountId = await testAccount(house, '10')
  const callers: [Caller, string][] = [
    [{ kind: 'visitor', address: '127.0.0.1' }, 'unauthenticated'],
    [{ kind: 'apiKey', keyId: randomUUID(), accountId, scopes: ['balance:read'] }, 'forbidden'],
    [memberOf(randomUUID()), 'not-found'],
  ]
  for (const [caller, kind] of callers) {
    await expect(getHome(caller, { accountId }, house)).rejects.toMatchObject({ kind })
  }
})

it('shows a new account its grant before anything was used', async () => {
  const house = testHouse(new TestClock())
  const accountId = await testAccount(house, '10000')
  const home = await getHome(memberOf(accountId), { accountId }, house)
  expect(home).toMatchObject({
    available: tokens('10000'),
    debt: 0n,
    held: 0n,
    forecast: null,
    verdict: { kind: 'learning', learnedAt: null },
    balanceHistory: [{ available: tokens('10000') }],
    lastCharges: [],
  })
  expect(home.grants.map((grant) => [grant.name, grant.available])).toEqual([['First', tokens('10000')]])
  expect(home.usage).toMatchObject({ tokens: 0n, series: [] })
  expect(home.usage.days).toHaveLength(14)
  expect(home.sampleCall?.quantityClasses.length).toBeGreaterThan(0)
})

it('adds up: balance, grants, days and charges tell one story', async () => {
  const clock = new TestClock('2026-03-01T09:00:00Z')
  const house = testHouse(clock)
  const accountId = await testAccount(house, '1000')
  for (let day = 0; day < 10; day++) {
    const chat = { actionKey: 'chat', quantities: { input: tokens('100'), output: tokens('10') } }
    await enqueueUsage([usageEvent(accountId, clock.now()), usageEvent(accountId, clock.now(), chat)], house)
    clock.advance(DAY)
  }
  await enqueueUsage([usageEvent(accountId, clock.now(), { status: 'failed' })], house)
  const home = await getHome(memberOf(accountId), { accountId }, house)

  const used = 10n * tokens('14')
  expect(home.available).toBe(tokens('1000') - used)
  expect(home.grants.reduce((sum, grant) => sum + grant.available, 0n)).toBe(home.available)
  expect(home.usage.tokens).toBe(used)
  expect(home.usage.series.map((series) => [series.actionKey, series.tokens])).toEqual([
    ['chat', tokens('130')],
    ['unit', tokens('10')],
  ])
  expect(home.usage.tokensByDay.slice(-3)).toEqual([tokens('14'), tokens('14'), 0n])
  expect(home.lastCharges).toHaveLength(10)
  expect(home.lastCharges[0]).toMatchObject({ status: 'failed', tokens: 0n, pricing: null })
  expect(home.lastCharges.find((charge) => charge.actionKey === 'chat')?.pricing?.steps).toHaveLength(2)
  expect(home.topUses).toEqual([
    { actionKey: 'chat', tokens: tokens('91') },
    { actionKey: 'unit', tokens: tokens('7') },
  ])
  expect(home.balanceHistory.at(-1)).toEqual({ at: clock.now(), available: home.available })
  expect(tokensToPlot(home.forecast?.tokensPerDay ?? 0n)).toBeCloseTo(14, 0)
  // The same every day: 860 tokens last 61 days and some hours.
  const daysLeft = Number(((home.forecast?.depletion.p50 ?? 0n) - clock.now()) / DAY)
  expect(Math.abs(daysLeft - 860 / 14)).toBeLessThan(4)
  expect(home.verdict).toMatchObject({ kind: 'covered', available: home.available })
})

it('counts in what is due, before the ledger has posted it', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house, '100')
  const times = { effectiveAt: instantToIso(clock.now() + HOUR), expiresAt: instantToIso(clock.now() + DAY) }
  const grant = {
    accountId,
    key: 'later',
    source: 'plan' as const,
    name: 'Later',
    tokens: '50',
    reason: 'For the test.',
  }
  await giveGrant(SYSTEM, { ...grant, ...times, costCents: 500n }, house)

  const before = await getHome(memberOf(accountId), { accountId }, house)
  expect(before).toMatchObject({ available: tokens('100'), costCentsLeft: 0n })
  expect(before.nextEvents).toMatchObject([
    { kind: 'grant', name: 'Later', amount: tokens('50') },
    { kind: 'expiry', name: 'Later', amount: tokens('50') },
  ])

  clock.advance(HOUR)
  const during = await getHome(memberOf(accountId), { accountId }, house)
  expect(during).toMatchObject({ available: tokens('150'), costCentsLeft: 500n })
  expect(during.grants.map((each) => each.name)).toEqual(['First', 'Later'])
  expect(during.nextEvents).toMatchObject([{ kind: 'expiry', name: 'Later', amount: tokens('50') }])

  clock.advance(DAY)
  const after = await getHome(memberOf(accountId), { accountId }, house)
  expect(after).toMatchObject({ available: tokens('100'), nextEvents: [] })
})

it('counts on the renewals of a plan, and tells the next one', async () => {
  const { clock, house, accountId, assign, use, end } = await planScene('2026-01-01T00:00:00Z')
  await assign(await testPlan(house, 1000))
  for (let day = 0; day < 10; day++) {
    await use(30)
    clock.advance(DAY)
  }
  const view = () => getHome(memberOf(accountId), { accountId }, house)
  expect((await view()).forecast?.depletion.p50).toBeNull()
  expect((await view()).nextEvents.slice(0, 4).map(({ kind, amount }) => [kind, amount])).toEqual([
    ['rollover', tokens('500')],
    ['expiry', tokens('200')],
    ['renewal', tokens('1000')],
    ['money-charge', null],
  ])
  await end()
  expect((await view()).nextEvents.map(({ kind }) => kind)).toEqual(['rollover', 'expiry', 'plan-end'])
  // 70 left at the end of the period roll over and last two days and a third more.
  const { p50 } = (await view()).forecast?.depletion ?? { p50: null }
  expect(Math.abs(Number(((p50 ?? 0n) - instant('2026-02-03T08:00:00Z')) / HOUR))).toBeLessThan(24)
})

it('says that nothing is left, and how many requests that refused', async () => {
  const clock = new TestClock()
  const house = testHouse(clock)
  const accountId = await testAccount(house, '2')
  for (let call = 0; call < 5; call++) {
    await enqueueUsage([usageEvent(accountId, clock.now())], house)
    clock.advance(MINUTE)
  }
  const home = await getHome(memberOf(accountId), { accountId }, house)
  expect(home).toMatchObject({ available: 0n, grants: [], verdict: { kind: 'out', refusals: { count: 3n } } })
})

it('costs five statements while its forecast is fresh, and two more when that is drawn anew', async () => {
  const { house, accountId, assign, use, clock } = await planScene('2026-03-02T09:00:00Z', '500')
  await assign(await testPlan(house, 1000))
  for (let day = 0; day < 3; day++) {
    await use(10)
    clock.advance(DAY)
  }
  let statements = 0
  const counted = house.db.$extends({
    query: {
      $allOperations: ({ args, query }) => {
        statements++
        return query(args)
      },
    },
  })
  const view = () =>
    getHome(memberOf(accountId), { accountId }, { ...house, db: counted as unknown as House['db'], clock: null })
  const now = () => getHome(memberOf(accountId), { accountId }, { ...house, db: counted as unknown as House['db'] })
  // A process reads each rate card once, for ever.
  await now()
  clock.advance(HOUR)
  statements = 0
  await now()
  expect(statements).toBe(6)
  statements = 0
  expect((await now()).limits).toBeDefined()
  expect(statements).toBe(4)
  statements = 0
  // The fifth asks for the database's clock. By that the account has been idle for long: no forecast is drawn.
  await view()
  expect(statements).toBe(5)
})

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertUnusualUse } from '@/lib/db/forecast-unusual'
import { DAY, type Instant } from '@/lib/domain/instants'
import { staffCaller, TestClock, testAccount, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { listUnusualUse } from './list-unusual-use'

const clock = new TestClock('2026-09-20T10:00:00Z')
const house = testHouse(clock)

async function note(accountId: string, at: Instant, day: string): Promise<void> {
  const figures = { used: 900_000n, usual: 100_000n, deviation: 12.5 }
  await insertUnusualUse(house.db, { accountId, id: randomUUID(), series: 'chat', day, at, ...figures }, clock.now())
}

test('staff sees what was unusual in all accounts, the latest first, back to the day asked for', async () => {
  const [one, other] = [await testAccount(house), await testAccount(house)]
  await note(one, clock.now() - 3n * DAY, '2026-09-17')
  await note(one, clock.now() - 8n * DAY, '2026-09-12')
  await note(other, clock.now() - DAY, '2026-09-19')
  const listed = async (days?: number) =>
    (await listUnusualUse(staffCaller('support'), days === undefined ? {} : { days }, house))
      .filter(({ accountId }) => accountId === one || accountId === other)
      .map(({ accountId, day }) => [accountId, day])
  expect(await listed()).toEqual([
    [other, '2026-09-19'],
    [one, '2026-09-17'],
  ])
  expect(await listed(2)).toEqual([[other, '2026-09-19']])
  const [latest] = await listUnusualUse(staffCaller('auditor'), { days: 2 }, house)
  expect(latest).toMatchObject({
    accountName: 'Test account',
    timeZone: 'Europe/Paris',
    series: 'chat',
    used: 900_000n,
    usual: 100_000n,
    deviation: 12.5,
  })
})

test('listing refuses everybody but staff', async () => {
  const callers = [visitorCaller(), memberCaller(randomUUID(), 'owner')]
  const kinds = await kindsRefused((caller) => listUnusualUse(caller, {}, house), callers)
  expect(kinds).toEqual(['unauthenticated', 'not-found'])
})

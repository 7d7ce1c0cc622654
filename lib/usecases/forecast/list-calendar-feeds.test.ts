import { expect, it } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createCalendarFeed } from './create-calendar-feed'
import { listCalendarFeeds } from './list-calendar-feeds'
import { revokeCalendarFeed } from './revoke-calendar-feed'

const house = testHouse()

it('shows a member their own and an owner all, the newest first, without revoked ones and without secrets', async () => {
  const ada = await testPerson(house)
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  const gone = await createCalendarFeed(ada.caller, { accountId }, house)
  const first = await createCalendarFeed(ada.caller, { accountId }, house)
  const second = await createCalendarFeed(viewer.caller, { accountId }, house)
  await revokeCalendarFeed(ada.caller, { accountId, feedId: gone.id }, house)
  const all = await listCalendarFeeds(ada.caller, { accountId }, house)
  expect(all.map(({ id, userId, lastUsedAt }) => [id, userId, lastUsedAt])).toEqual([
    [second.id, viewer.userId, null],
    [first.id, ada.userId, null],
  ])
  expect(await listCalendarFeeds(viewer.caller, { accountId }, house)).toEqual(all.slice(0, 1))
  expect(Object.keys(all[0] ?? {}).sort()).toEqual(['createdAt', 'id', 'lastUsedAt', 'name', 'userId'])
})

it('refuses visitors, and others as if there were no account', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  const list = (caller: Parameters<typeof listCalendarFeeds>[0]) =>
    listCalendarFeeds(caller, { accountId: ada.accountId }, house)
  expect(await kindsRefused(list, [visitorCaller(), bob.caller])).toEqual(['unauthenticated', 'not-found'])
})

import { expect, it } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createCalendarFeed } from './create-calendar-feed'
import { readCalendarFeed } from './read-calendar-feed'
import { revokeCalendarFeed } from './revoke-calendar-feed'

const house = testHouse()

it('ends it at once, on the record; an owner ends anybody’s', async () => {
  const ada = await testPerson(house)
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  const { id, secret } = await createCalendarFeed(viewer.caller, { accountId }, house)
  await readCalendarFeed(visitorCaller(), { secret }, house)
  await revokeCalendarFeed(ada.caller, { accountId, feedId: id }, house)
  expect((await refusalOf(readCalendarFeed(visitorCaller(), { secret }, house))).kind).toBe('not-found')
  const where = { accountId, verb: 'forecast.revoke-calendar-feed' }
  expect(await house.db.auditEntry.findMany({ where })).toMatchObject([
    { actor: `member:${ada.userId}`, subject: `calendar-feed:${id}` },
  ])
})

it('refuses strangers, other members’ feeds, those of other accounts, and what is revoked already', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  const { id: feedId } = await createCalendarFeed(ada.caller, { accountId }, house)
  const callers = [visitorCaller(), bob.caller, viewer.caller]
  expect(await kindsRefused((caller) => revokeCalendarFeed(caller, { accountId, feedId }, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'not-found',
  ])
  const asTheirs = { accountId: bob.accountId, feedId }
  expect((await refusalOf(revokeCalendarFeed(bob.caller, asTheirs, house))).kind).toBe('not-found')
  await revokeCalendarFeed(ada.caller, { accountId, feedId }, house)
  expect((await refusalOf(revokeCalendarFeed(ada.caller, { accountId, feedId }, house))).kind).toBe('not-found')
})

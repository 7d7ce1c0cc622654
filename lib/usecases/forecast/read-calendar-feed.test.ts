import { expect, it } from 'vitest'
import { HOUR, instantFromMillis } from '@/lib/domain/instants'
import { staffCaller, TestClock, testHouse } from '@/lib/testing/house'
import { kindsRefused, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { changeProfile } from '../access/change-profile'
import { removeMember } from '../access/remove-member'
import { addCustomerMember } from '../oversight/add-customer-member'
import { createCalendarFeed } from './create-calendar-feed'
import { getSchedule } from './get-schedule'
import { readCalendarFeed } from './read-calendar-feed'

const house = testHouse()

async function withFeed() {
  const ada = await testPerson(house)
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  const { id, secret } = await createCalendarFeed(viewer.caller, { accountId }, house)
  const read = (by = house) => readCalendarFeed(visitorCaller(), { secret }, by)
  return { ada, viewer, accountId, id, read }
}

const kindOf = async (work: Promise<unknown>) => (await refusalOf(work)).kind

it('answers the account’s timeline to whoever has the secret, in its maker’s language', async () => {
  const { viewer, accountId, read } = await withFeed()
  const { schedule, language } = await read()
  expect(language).toBeNull()
  const { asOf: _, ...timeline } = await getSchedule(viewer.caller, { accountId }, house)
  expect(schedule).toMatchObject(timeline)
  expect(schedule.events).toMatchObject([{ kind: 'expiry', id: expect.stringMatching(/^expiry:[\w-]{36}$/) }])
  await changeProfile(viewer.caller, { name: 'Vera', language: 'fr' }, house)
  expect((await read()).language).toBe('fr')
})

it('writes down at most once an hour that it was read', async () => {
  const { id, read } = await withFeed()
  const clock = new TestClock(new Date().toISOString().replace(/\.\d+Z$/, 'Z'))
  const later = testHouse(clock)
  const lastUsed = async () => {
    const row = await house.db.calendarFeed.findUniqueOrThrow({ where: { id } })
    return instantFromMillis(row.lastUsedAt?.getTime() ?? 0)
  }
  const first = clock.now()
  await read(later)
  clock.advance(HOUR - 1n)
  await read(later)
  expect(await lastUsed()).toBe(first)
  clock.advance(1n)
  await read(later)
  expect(await lastUsed()).toBe(first + HOUR)
})

it('refuses unknown secrets and those whose maker is no member, in the same words; coming back does not revive them', async () => {
  const { ada, viewer, accountId, read } = await withFeed()
  const unknown = await refusalOf(readCalendarFeed(visitorCaller(), { secret: 'x'.repeat(43) }, house))
  await removeMember(ada.caller, { accountId, userId: viewer.userId }, house)
  const gone = await refusalOf(read())
  expect([gone.kind, gone.message]).toEqual([unknown.kind, unknown.message])
  await addCustomerMember(staffCaller('admin'), { accountId, email: viewer.email, role: 'owner' }, house)
  expect(await kindOf(read())).toBe('not-found')
})

it('refuses all of an account that was closed', async () => {
  const { accountId, read } = await withFeed()
  await house.db.account.update({ where: { id: accountId }, data: { status: 'closed' } })
  expect(await kindOf(read())).toBe('not-found')
})

it('refuses callers who are known, whose door is another, and secrets too long to be one', async () => {
  const { ada } = await withFeed()
  const read = (caller: Parameters<typeof readCalendarFeed>[0]) => readCalendarFeed(caller, { secret: 'x' }, house)
  expect(await kindsRefused(read, [ada.caller, visitorCaller()])).toEqual(['forbidden', 'not-found'])
  expect(await kindOf(readCalendarFeed(visitorCaller(), { secret: 'x'.repeat(129) }, house))).toBe('invalid-input')
})

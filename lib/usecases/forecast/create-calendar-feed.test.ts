import { expect, it } from 'vitest'
import { testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, refusalOf, testMember, testPerson, visitorCaller } from '@/lib/testing/people'
import { createCalendarFeed } from './create-calendar-feed'

const house = testHouse()

it('shows a secret of 256 bits once, and keeps only its hash and who made it when', async () => {
  const ada = await testPerson(house)
  const { id, secret } = await createCalendarFeed(ada.caller, { accountId: ada.accountId }, house)
  expect(secret).toMatch(/^[\w-]{43}$/)
  const { hash, ...row } = await house.db.calendarFeed.findUniqueOrThrow({ where: { id } })
  expect(hash).toHaveLength(32)
  expect(Buffer.from(hash).toString('base64url')).not.toBe(secret)
  expect(row).toMatchObject({ accountId: ada.accountId, userId: ada.userId, lastUsedAt: null, revokedAt: null })
  const audited = await house.db.auditEntry.findMany({
    where: { accountId: ada.accountId, verb: 'forecast.create-calendar-feed' },
  })
  expect(audited).toMatchObject([{ actor: `member:${ada.userId}`, subject: `calendar-feed:${id}` }])
  expect(JSON.stringify(audited.map(({ detail }) => detail))).not.toContain(secret)
})

it('is open to every role, and refuses visitors, others, and who is a member no longer', async () => {
  const [ada, bob] = [await testPerson(house), await testPerson(house)]
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  await createCalendarFeed(viewer.caller, { accountId }, house)
  const callers = [visitorCaller(), bob.caller, memberCaller(accountId, 'owner')]
  expect(await kindsRefused((caller) => createCalendarFeed(caller, { accountId }, house), callers)).toEqual([
    'unauthenticated',
    'not-found',
    'not-found',
  ])
})

it('refuses the eleventh of one person, also when they are asked for at once', async () => {
  const ada = await testPerson(house)
  const { accountId } = ada
  const viewer = await testMember(house, ada, 'viewer')
  const make = () => createCalendarFeed(ada.caller, { accountId }, house)
  const made = await Promise.allSettled(Array.from({ length: 12 }, make))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
  expect(await refusalOf(make())).toMatchObject({ kind: 'conflict', facts: { rule: 'feeds-max' } })
  await createCalendarFeed(viewer.caller, { accountId }, house)
})

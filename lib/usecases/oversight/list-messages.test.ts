import { expect, test } from 'vitest'
import { staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, testPerson, visitorCaller } from '@/lib/testing/people'
import { startMailLink } from '../access/start-mail-link'
import { listMessages } from './list-messages'

const house = testHouse()

test('messages that no server carried can be read by the staff, the newest first', async () => {
  const ada = await testPerson(house)
  await startMailLink(visitorCaller(), { email: ada.email, language: 'en' }, house)
  const [newest] = await listMessages(staffCaller('support'), {}, house)
  expect(newest).toMatchObject({
    recipient: ada.email,
    sentAt: null,
    text: expect.stringContaining('/sign-in/link?token='),
  })
})

test('listing refuses visitors and customers', async () => {
  const ada = await testPerson(house)
  expect(await kindsRefused((caller) => listMessages(caller, {}, house), [visitorCaller(), ada.caller])).toEqual([
    'unauthenticated',
    'not-found',
  ])
})

import { expect, test } from 'vitest'
import { STAFF_ROLES, type StaffRole } from '@/lib/domain/access/callers'
import { SYSTEM, staffCaller, testHouse } from '@/lib/testing/house'
import { kindsRefused, newEmail, testPerson, visitorCaller } from '@/lib/testing/people'
import { startMailLink } from '../access/start-mail-link'
import { addStaffMember } from './add-staff-member'
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

test('support does not read the link that signs an admin in; another admin does', async () => {
  const email = newEmail()
  await addStaffMember(SYSTEM, { email, role: 'admin' }, house)
  await startMailLink(visitorCaller(), { email, language: 'en' }, house)
  const recipients = async (role: StaffRole) =>
    (await listMessages(staffCaller(role), {}, house)).map(({ recipient }) => recipient)
  for (const role of STAFF_ROLES) expect((await recipients(role)).includes(email)).toBe(role === 'admin')
})

test('listing refuses visitors and customers', async () => {
  const ada = await testPerson(house)
  expect(await kindsRefused((caller) => listMessages(caller, {}, house), [visitorCaller(), ada.caller])).toEqual([
    'unauthenticated',
    'not-found',
  ])
})

import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/domain/instants'
import { SYSTEM, TestClock, testHouse } from '@/lib/testing/house'
import { testPerson } from '@/lib/testing/people'
import { addStaffMember } from '../oversight/add-staff-member'
import { identifySession } from './identify-session'

describe('the person of a session', () => {
  test('is looked up with places and roles', async () => {
    const house = testHouse()
    const ada = await testPerson(house)
    expect(await identifySession(ada.sessionId, house)).toMatchObject({
      userId: ada.userId,
      places: [{ accountId: ada.accountId, role: 'owner' }],
      staffRole: null,
    })
  })

  test.each([[''], ['x'], [null], [42], ['00000000-0000-7000-8000-000000000000']])('refuses %j', async (id) => {
    expect(await identifySession(id, testHouse())).toBeNull()
  })

  test('ends after 8 idle hours, not while it is used, and after 7 days in any case', async () => {
    const clock = new TestClock()
    const house = testHouse(clock)
    const [idle, busy] = [await testPerson(house), await testPerson(house)]
    for (let hours = 0n; hours < 7n * 24n - 7n; hours += 7n) {
      clock.advance(7n * HOUR)
      expect(await identifySession(busy.sessionId, house)).not.toBeNull()
    }
    expect(await identifySession(idle.sessionId, house)).toBeNull()
    clock.advance(DAY)
    expect(await identifySession(busy.sessionId, house)).toBeNull()
  })

  test('of the staff ends after 30 idle minutes', async () => {
    const clock = new TestClock()
    const house = testHouse(clock)
    const ada = await testPerson(house)
    await house.db.user.update({ where: { id: ada.userId }, data: { verifiedAt: new Date('2026-03-02T09:00:00Z') } })
    await addStaffMember(SYSTEM, { email: ada.email, role: 'support' }, house)
    clock.advance(29n * MINUTE)
    expect((await identifySession(ada.sessionId, house))?.staffRole).toBe('support')
    clock.advance(30n * MINUTE)
    expect(await identifySession(ada.sessionId, house)).toBeNull()
  })
})

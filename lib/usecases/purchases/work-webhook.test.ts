import { expect, it } from 'vitest'
import { SYSTEM, testHouse } from '@/lib/testing/house'
import { kindsRefused, memberCaller, visitorCaller } from '@/lib/testing/people'
import { workWebhook } from './work-webhook'

it('of an event that is not in the inbox does nothing, and refuses everybody but the house itself', async () => {
  const house = testHouse()
  expect(await workWebhook(SYSTEM, { id: 'evt_unknown' }, house)).toBe('not-due')
  const callers = [visitorCaller(), memberCaller('a', 'owner')]
  const kinds = await kindsRefused((caller) => workWebhook(caller, { id: 'evt_1' }, house), callers)
  expect(kinds).toEqual(['not-found', 'not-found'])
})

import { expect, it } from 'vitest'
import { testAccount, testHouse } from '@/lib/testing/house'
import { memberCaller, refusalOf } from '@/lib/testing/people'
import { OTHERS_REFUSED, refusesOthers } from '@/lib/testing/plan-changes'
import { sayWhyPlanEnds } from './say-why-plan-ends'

it('keeps the reason for the seller, with its words', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  const said = { accountId, why: 'other', words: ' We move to another service. ' } as const
  await sayWhyPlanEnds(memberCaller(accountId, 'billing'), said, house)
  const [entry] = await house.db.auditEntry.findMany({
    where: { accountId, verb: 'purchases.say-why-plan-ends' },
  })
  expect(entry?.detail).toEqual({ why: 'other', words: 'We move to another service.' })
})

it('refuses a reason that is none of them, more than 500 characters, and everybody but owners and billing', async () => {
  const house = testHouse()
  const accountId = await testAccount(house)
  const owner = memberCaller(accountId, 'owner')
  const say = (caller: typeof owner, more: object = {}) =>
    sayWhyPlanEnds(caller, { accountId, why: 'too-dear', ...more }, house)
  expect((await refusalOf(say(owner, { why: 'because' }))).kind).toBe('invalid-input')
  expect((await refusalOf(say(owner, { words: 'x'.repeat(501) }))).faults).toMatchObject([{ code: 'too-long' }])
  expect(await refusesOthers(accountId, (caller) => say(caller as typeof owner))).toEqual(OTHERS_REFUSED)
})

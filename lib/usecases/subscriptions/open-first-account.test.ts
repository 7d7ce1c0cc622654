import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { testHouse } from '@/lib/testing/house'
import { callerOf, newEmail, refusalOf, testPerson, visitorCaller } from '@/lib/testing/people'
import { signInWithProvider } from '../access/sign-in-with-provider'
import { openFirstAccount } from './open-first-account'

const house = testHouse()
const input = { accountName: 'Acme', timeZone: 'Europe/Paris' }

async function newcomer() {
  const identity = { provider: 'github' as const, providerId: randomUUID(), verifiedEmail: newEmail() }
  const { sessionId } = await signInWithProvider({ kind: 'system', rule: 'github' }, identity, house)
  return callerOf(house, sessionId)
}

test('somebody without an account opens one, with the welcome grant', async () => {
  const { accountId } = await openFirstAccount(await newcomer(), input, house)
  expect((await findBook(house.db, accountId))?.available).toBe(10_000_000n)
})

test('two requests at once open one account', async () => {
  const caller = await newcomer()
  const open = () =>
    openFirstAccount(caller, input, house).then(
      () => 'opened',
      (refusal) => refusal.kind,
    )
  expect((await Promise.all([open(), open()])).sort()).toEqual(['conflict', 'opened'])
})

test('opening refuses visitors, and people who have an account', async () => {
  const ada = await testPerson(house)
  expect((await refusalOf(openFirstAccount(visitorCaller(), input, house))).kind).toBe('unauthenticated')
  expect((await refusalOf(openFirstAccount(ada.caller, input, house))).kind).toBe('conflict')
})

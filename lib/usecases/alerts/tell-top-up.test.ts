import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { insertOutboxEvents } from '@/lib/db/audit'
import { SYSTEM, testHouse } from '@/lib/testing/house'
import { testMember, testPerson } from '@/lib/testing/people'
import { changeProfile } from '../access/change-profile'
import { deliverEvent } from './deliver-event'

const house = testHouse()
const ORDER = { orderId: 'an-order', name: '250k', tokens: '250000', totalCents: '1740', currency: 'EUR' }

async function deliver(accountId: string, name: string, payload: Record<string, unknown>) {
  const place = { at: BigInt(Date.now()) * 1000n, id: randomUUID() }
  await insertOutboxEvents(house.db, [{ accountId, id: place.id, name, payload, createdAt: place.at }])
  const letters = (await deliverEvent(SYSTEM, place, house)) ?? []
  return (email: string) => letters.find(({ recipient }) => recipient === email)?.letter
}

test('a purchase is told to those who answer for the money, each in their language, with a link to it; to nobody else', async () => {
  const owner = await testPerson(house)
  const billing = await testMember(house, owner, 'billing')
  const developer = await testMember(house, owner, 'developer')
  await changeProfile(billing.caller, { name: 'Luc', language: 'fr' }, house)
  const letterTo = await deliver(owner.accountId, 'top-up.done', { ...ORDER, ceilingCents: '6000' })
  expect(letterTo(owner.email)?.text).toContain('250,000 tokens for €17.40, tax included, from your saved card.')
  expect(letterTo(owner.email)?.text).toContain(`/a/${owner.accountId}/orders/an-order`)
  expect(letterTo(billing.email)?.subject).toMatch(/^La recharge automatique a ajouté 250\s000 jetons/)
  expect(letterTo(billing.email)?.text).toMatch(/Elle dépense 60,00\s€ par mois au plus\./)
  expect(letterTo(developer.email)).toBeUndefined()
})

test('a decline says why and when it is tried again; the pause says that nothing goes on by itself', async () => {
  const { accountId, email } = await testPerson(house)
  const declined = { ...ORDER, reason: 'insufficient_funds', retryAt: '2026-11-24T18:41:00Z' }
  const once = (await deliver(accountId, 'top-up.declined', declined))(email)
  expect(once?.text).toContain('there is not enough money on the card. Nothing was charged and nothing was added.')
  expect(once?.text).toMatch(/after 24\sNov, 19:41 \(Paris\)/)
  const paused = (await deliver(accountId, 'top-up.paused', { ...ORDER, reason: 'do_not_honor' }))(email)
  expect(paused?.subject).toMatch(/^Auto top-up is paused: /)
  expect(paused?.text).toContain('the card was declined.')
  expect(paused?.text).toContain('It buys nothing more until one of you turns it on again.')
  expect(paused?.text).toContain(`/a/${accountId}/top-up`)
})

test('a rule that cannot buy says what it would need and what is left', async () => {
  const { accountId, email } = await testPerson(house)
  const money = { neededCents: '1740', leftCents: '1520', ceilingCents: '5000', currency: 'EUR' }
  const about = { ...money, until: '2026-11-30T23:00:00Z' }
  const letter = (await deliver(accountId, 'top-up.blocked', { by: 'ceiling', ...about }))(email)
  expect(letter?.text).toContain('it would need €17.40, and €15.20 of its €50.00 are left this month.')
  expect(letter?.text).toMatch(/It goes on by itself on 1\sDec, 00:00 \(Paris\)\./)
  for (const [by, words] of [
    ['price', 'more than its €50.00 a month'],
    ['not-sold', 'no longer sold'],
    ['no-card', 'no card is saved'],
    ['no-buyer', 'who buys'],
    ['frozen', 'frozen'],
  ] as const) {
    expect((await deliver(accountId, 'top-up.blocked', { by, ...about }))(email)?.text).toContain(words)
  }
})

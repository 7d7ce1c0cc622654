import { expect, test } from 'vitest'
import { afterCheckout } from '@/lib/domain/purchases/sandbox-page'
import { staffCaller } from '@/lib/testing/house'
import { openedSession } from '@/lib/testing/sandbox-sessions'
import { paySandboxCheckout } from './pay-sandbox-checkout'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('a page that is sent twice pays once, and leads on to the buyer both times', async () => {
  const { sessionId, payments } = await openedSession()
  const both = await Promise.all([1, 2].map(() => paySandboxCheckout(VISITOR, { sessionId, cardKey: 'success' })))
  expect(both.map(afterCheckout)).toEqual(Array(2).fill(`http://127.0.0.1:3000/sign-in?paid=${sessionId}`))
  const { paymentId, isPaid } = await payments.getSession(sessionId)
  expect(isPaid).toBe(true)
  expect(await payments.getPayment(paymentId ?? '')).toMatchObject({ received: 1250n })
})

test('a declined card, and none at all, lead back to the page', async () => {
  const { sessionId } = await openedSession()
  const declined = await paySandboxCheckout(VISITOR, { sessionId, cardKey: 'declined' })
  expect(declined).toMatchObject({ state: 'open', failure: 'generic_decline' })
  expect(afterCheckout(declined)).toBe(`/sandbox/checkout/${sessionId}`)
  expect(await paySandboxCheckout(VISITOR, { sessionId, cardKey: '' })).toMatchObject({ state: 'open' })
})

test('refuses a session that does not exist, and every other caller', async () => {
  const wanted = { sessionId: 'cs_test_nobody', cardKey: 'success' }
  await expect(paySandboxCheckout(VISITOR, wanted)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(paySandboxCheckout(staffCaller('admin'), wanted)).rejects.toMatchObject({ kind: 'forbidden' })
})

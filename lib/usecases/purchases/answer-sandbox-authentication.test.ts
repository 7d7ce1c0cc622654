import { expect, test } from 'vitest'
import { afterAuthentication } from '@/lib/domain/purchases/sandbox-page'
import { staffCaller } from '@/lib/testing/house'
import { openedSession, waitingPayment } from '@/lib/testing/sandbox-sessions'
import { answerSandboxAuthentication } from './answer-sandbox-authentication'
import { thePayments } from './the-payments'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('an answered question leads back to where the payment came from, a waiting one to itself', () => {
  const asked = { id: 'pi_1', isWaiting: true, amount: 1n, currency: 'EUR', returnUrl: 'http://127.0.0.1:3000/back' }
  expect(afterAuthentication(asked)).toBe('/sandbox/authentication/pi_1')
  expect(afterAuthentication({ ...asked, isWaiting: false })).toBe('http://127.0.0.1:3000/back')
})

test('a no is as final as a yes, until the payment is tried again', async () => {
  const paymentId = await waitingPayment()
  const refused = await answerSandboxAuthentication(VISITOR, { paymentId, isApproved: false })
  expect(refused).toMatchObject({ isWaiting: false, amount: 990n, currency: 'EUR' })
  expect(afterAuthentication(refused)).toBe('http://127.0.0.1:3000/sign-in?answered=1')
  await answerSandboxAuthentication(VISITOR, { paymentId, isApproved: true })
  expect(await (await thePayments()).getPayment(paymentId)).toMatchObject({ status: 'requires-card', received: 0n })
})

test('refuses a payment that does not exist, and every other caller', async () => {
  await openedSession()
  const wanted = { paymentId: 'pi_nobody', isApproved: true }
  await expect(answerSandboxAuthentication(VISITOR, wanted)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(answerSandboxAuthentication(staffCaller('admin'), wanted)).rejects.toMatchObject({ kind: 'forbidden' })
})

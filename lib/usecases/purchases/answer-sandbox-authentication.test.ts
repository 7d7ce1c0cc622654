import { expect, test } from 'vitest'
import { afterAuthentication } from '@/lib/domain/purchases/sandbox-page'
import { staffCaller } from '@/lib/testing/house'
import { openedSession } from '@/lib/testing/payments'
import { answerSandboxAuthentication } from './answer-sandbox-authentication'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('an answered question leads back to where the payment came from, a waiting one to itself', () => {
  const asked = { id: 'pi_1', isWaiting: true, amount: 1n, currency: 'EUR', returnUrl: 'http://127.0.0.1:3000/back' }
  expect(afterAuthentication(asked)).toBe('/sandbox/authentication/pi_1')
  expect(afterAuthentication({ ...asked, isWaiting: false })).toBe('http://127.0.0.1:3000/back')
})

test('refuses a payment that does not exist, and every other caller', async () => {
  await openedSession()
  const wanted = { paymentId: 'pi_nobody', isApproved: true }
  await expect(answerSandboxAuthentication(VISITOR, wanted)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(answerSandboxAuthentication(staffCaller('admin'), wanted)).rejects.toMatchObject({ kind: 'forbidden' })
})

import { expect, test } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { openedSession } from '@/lib/testing/sandbox-sessions'
import { getSandboxAuthentication } from './get-sandbox-authentication'
import { paySandboxCheckout } from './pay-sandbox-checkout'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('refuses a payment that does not exist, one of a session, which has its own page, and every other caller', async () => {
  const { sessionId, payments } = await openedSession()
  await paySandboxCheckout(VISITOR, { sessionId, cardKey: 'authentication-always' })
  const { paymentId } = await payments.getSession(sessionId)
  for (const id of ['pi_nobody', paymentId ?? '']) {
    await expect(getSandboxAuthentication(VISITOR, { paymentId: id })).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(getSandboxAuthentication(staffCaller('admin'), { paymentId: 'pi_1' })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

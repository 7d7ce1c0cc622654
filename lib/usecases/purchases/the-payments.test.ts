import { expect, test } from 'vitest'
import { answerSandboxAuthentication } from './answer-sandbox-authentication'
import { answerSandboxBank } from './answer-sandbox-bank'
import { getSandboxAuthentication } from './get-sandbox-authentication'
import { getSandboxCheckout } from './get-sandbox-checkout'
import { paySandboxCheckout } from './pay-sandbox-checkout'
import { thePayments, theSandbox } from './the-payments'

// Before anything reads the configuration: this file runs as an installation with a key of Stripe's.
Object.assign(process.env, { STRIPE_SECRET_KEY: 'sk_test_of_nobody', STRIPE_WEBHOOK_SECRET: 'whsec_of_nobody' })

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const
const [sessionId, paymentId] = ['cs_test_1', 'pi_1']

test('with a key of Stripe there is no sandbox, and none of its pages', async () => {
  expect(await thePayments()).toBe(await thePayments())
  const calls = [
    theSandbox(),
    getSandboxCheckout(VISITOR, { sessionId }),
    paySandboxCheckout(VISITOR, { sessionId, cardKey: 'success' }),
    answerSandboxBank(VISITOR, { sessionId, isApproved: true }),
    getSandboxAuthentication(VISITOR, { paymentId }),
    answerSandboxAuthentication(VISITOR, { paymentId, isApproved: true }),
  ]
  for (const call of calls) await expect(call).rejects.toMatchObject({ kind: 'not-found' })
})

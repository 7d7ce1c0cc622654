import { expect, test } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { openedSession } from '@/lib/testing/sandbox-sessions'
import { answerSandboxBank } from './answer-sandbox-bank'
import { paySandboxCheckout } from './pay-sandbox-checkout'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('nothing is paid until the customer says yes to the bank', async () => {
  const { sessionId, payments } = await openedSession()
  expect(await answerSandboxBank(VISITOR, { sessionId, isApproved: true })).toMatchObject({ state: 'open' })
  await paySandboxCheckout(VISITOR, { sessionId, cardKey: 'authentication-once' })
  expect(await payments.getSession(sessionId)).toMatchObject({ isPaid: false })
  expect(await answerSandboxBank(VISITOR, { sessionId, isApproved: true })).toMatchObject({ state: 'complete' })
  expect(await payments.getSession(sessionId)).toMatchObject({ isPaid: true })
})

test('refuses a session that does not exist, and every other caller', async () => {
  const wanted = { sessionId: 'cs_test_nobody', isApproved: true }
  await expect(answerSandboxBank(VISITOR, wanted)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(answerSandboxBank(staffCaller('admin'), wanted)).rejects.toMatchObject({ kind: 'forbidden' })
})

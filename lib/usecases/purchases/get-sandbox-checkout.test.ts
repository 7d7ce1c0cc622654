import { expect, test } from 'vitest'
import { staffCaller } from '@/lib/testing/house'
import { openedSession } from '@/lib/testing/sandbox-sessions'
import { getSandboxCheckout } from './get-sandbox-checkout'

const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

test('whoever has the address sees what is paid', async () => {
  const { sessionId } = await openedSession()
  expect(await getSandboxCheckout(VISITOR, { sessionId })).toMatchObject({
    state: 'open',
    total: 1250n,
    currency: 'EUR',
  })
})

test('refuses a session that does not exist, an id of another form, and every other caller', async () => {
  await expect(getSandboxCheckout(VISITOR, { sessionId: 'cs_test_nobody' })).rejects.toMatchObject({
    kind: 'not-found',
  })
  await expect(getSandboxCheckout(VISITOR, { sessionId: 'pi_1' })).rejects.toMatchObject({ kind: 'invalid-input' })
  await expect(getSandboxCheckout(staffCaller('admin'), { sessionId: 'cs_test_1' })).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

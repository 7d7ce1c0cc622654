import { SandboxAnswerInput } from '@/lib/domain/purchases/sandbox-inputs'
import type { SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import { notFound } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect } from '../define'
import { theSandbox } from './the-payments'

/** The customer's yes or no to the bank, in a session. Without a question of the bank's nothing happens. */
export const answerSandboxBank = defineDirect({
  name: 'purchases.answer-sandbox-bank',
  input: SandboxAnswerInput,
  allow: visitor,
  run: async ({ sessionId, isApproved }): Promise<SandboxCheckout> => {
    const shown = await (await theSandbox()).answerBank(sessionId, isApproved)
    if (!shown) throw notFound('page')
    return shown
  },
})

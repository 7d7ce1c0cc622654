import { SandboxPaymentAnswerInput } from '@/lib/domain/purchases/sandbox-inputs'
import type { SandboxAuthentication } from '@/lib/domain/purchases/sandbox-page'
import { notFound } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect } from '../define'
import { theSandbox } from './the-payments'

/** The customer's yes or no to it. */
export const answerSandboxAuthentication = defineDirect({
  name: 'purchases.answer-sandbox-authentication',
  input: SandboxPaymentAnswerInput,
  allow: visitor,
  run: async ({ paymentId, isApproved }): Promise<SandboxAuthentication> => {
    const shown = await (await theSandbox()).answerAuthentication(paymentId, isApproved)
    if (!shown) throw notFound('page')
    return shown
  },
})

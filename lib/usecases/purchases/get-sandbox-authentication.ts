import { SandboxPaymentInput } from '@/lib/domain/purchases/sandbox-inputs'
import type { SandboxAuthentication } from '@/lib/domain/purchases/sandbox-page'
import { notFound } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect } from '../define'
import { theSandbox } from './the-payments'

/** What the bank asks about a payment with a saved card whose customer is there. */
export const getSandboxAuthentication = defineDirect({
  name: 'purchases.get-sandbox-authentication',
  input: SandboxPaymentInput,
  allow: visitor,
  run: async ({ paymentId }): Promise<SandboxAuthentication> => {
    const shown = await (await theSandbox()).showAuthentication(paymentId)
    if (!shown) throw notFound('page')
    return shown
  },
})

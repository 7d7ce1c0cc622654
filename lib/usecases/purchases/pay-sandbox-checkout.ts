import { SandboxCardInput } from '@/lib/domain/purchases/sandbox-inputs'
import type { SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import { notFound } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect } from '../define'
import { theSandbox } from './the-payments'

/** Pays a session, or saves a card in it, with one of the sandbox's cards. Sent twice, it is paid once. */
export const paySandboxCheckout = defineDirect({
  name: 'purchases.pay-sandbox-checkout',
  input: SandboxCardInput,
  allow: visitor,
  run: async ({ sessionId, cardKey }): Promise<SandboxCheckout> => {
    const shown = await (await theSandbox()).payWithCard(sessionId, cardKey)
    if (!shown) throw notFound('page')
    return shown
  },
})

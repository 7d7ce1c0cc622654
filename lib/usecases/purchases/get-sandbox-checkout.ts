import { SandboxSessionInput } from '@/lib/domain/purchases/sandbox-inputs'
import type { SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import { notFound } from '@/lib/domain/refusals'
import { visitor } from '../allow'
import { defineDirect } from '../define'
import { theSandbox } from './the-payments'

/** What the sandbox's payment page shows of a session. Whoever has its address may see it, as at Stripe's. */
export const getSandboxCheckout = defineDirect({
  name: 'purchases.get-sandbox-checkout',
  input: SandboxSessionInput,
  allow: visitor,
  run: async ({ sessionId }): Promise<SandboxCheckout> => {
    const shown = await (await theSandbox()).showCheckout(sessionId)
    if (!shown) throw notFound('page')
    return shown
  },
})

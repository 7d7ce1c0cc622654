import { openedCardSession, openedSession, waitingPayment } from '@/lib/testing/sandbox-sessions'
import { paySandboxCheckout } from '@/lib/usecases/purchases/pay-sandbox-checkout'
import type { Scene } from './scene'

const CHECKOUT = '/sandbox/checkout/[session]'
const VISITOR = { kind: 'visitor', address: '127.0.0.1' } as const

export const SANDBOX_SCENES: Scene[] = [
  {
    name: 'the payment page of the sandbox',
    route: CHECKOUT,
    isSmoke: true,
    open: async (page) => page.goto(`/sandbox/checkout/${(await openedSession()).sessionId}`),
  },
  after('after a decline', 'declined'),
  after('while the bank asks', 'authentication-always'),
  after('when it is paid', 'success'),
  {
    name: 'the payment page of the sandbox, to save a card',
    route: CHECKOUT,
    open: async (page) => page.goto(`/sandbox/checkout/${await openedCardSession()}`),
  },
  {
    name: 'the bank of the sandbox asks about a payment',
    route: '/sandbox/authentication/[payment]',
    isSmoke: true,
    open: async (page) => page.goto(`/sandbox/authentication/${await waitingPayment()}`),
  },
]

/** The payment page after that card was chosen. */
function after(when: string, cardKey: string): Scene {
  return {
    name: `the payment page of the sandbox ${when}`,
    route: CHECKOUT,
    open: async (page) => {
      const { sessionId } = await openedSession()
      await paySandboxCheckout(VISITOR, { sessionId, cardKey })
      return page.goto(`/sandbox/checkout/${sessionId}`)
    },
  }
}

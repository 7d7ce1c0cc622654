import type { SandboxAuthentication, SandboxCheckout } from '@/lib/domain/purchases/sandbox-page'
import { type Decline, findCard, TEST_CARDS, type TestCard } from './cards'
import type { Desk } from './desk'
import { authenticatePayment, type Intent, tryPayment } from './pay'
import { openIntent } from './payment-intents'
import { newMethod } from './payment-methods'
import { ApiRefusal } from './refusals'
import { completeSession, currentSession, keep, type Session, type SessionLine } from './sessions'
import { authenticateSetUp, trySetUp } from './setup-intents'

/** What the hosted page shows of a session; null when there is none. */
export async function showCheckout(desk: Desk, id: string): Promise<SandboxCheckout | null> {
  const session = await orNull(currentSession(desk, id))
  return session && viewOf(desk, session)
}

/** Pays, or saves the card, with the card of that key. What is complete or expired already stays as it is. */
export async function payWithCard(desk: Desk, id: string, cardKey: string): Promise<SandboxCheckout | null> {
  const [session, card] = [await orNull(currentSession(desk, id)), findCard(cardKey)]
  if (!session) return null
  if (!card || session.body.status !== 'open') return viewOf(desk, session)
  const tried = session.body.mode === 'payment' ? await pay(desk, session, card) : await saveCard(desk, session, card)
  return viewOf(desk, await settle(desk, tried.session, tried))
}

/** The customer's answer to their bank. Without a question of the bank's nothing happens. */
export async function answerBank(desk: Desk, id: string, isApproved: boolean): Promise<SandboxCheckout | null> {
  const session = await orNull(currentSession(desk, id))
  if (!session) return null
  const { payment_intent: payment, setup_intent: setUp, status } = session.body
  if (status !== 'open') return viewOf(desk, session)
  const tried =
    typeof payment === 'string'
      ? await authenticatePayment(desk, payment, isApproved)
      : typeof setUp === 'string'
        ? await authenticateSetUp(desk, setUp, isApproved)
        : null
  if (tried === null) return viewOf(desk, session)
  return viewOf(
    desk,
    await settle(desk, session, { isDone: tried.body.status === 'succeeded', decline: tried.decline }),
  )
}

interface Outcome {
  isDone: boolean
  decline: Decline | null
}

async function pay(desk: Desk, session: Session, card: TestCard): Promise<Outcome & { session: Session }> {
  const intent = await intentOf(desk, session)
  const paying = { ...session, body: { ...session.body, payment_intent: intent.body.id } }
  const { body, decline } = await tryPayment(desk, intent, newMethod(desk, card), {
    isAway: false,
    returnUrl: session.body.url,
  })
  return { session: paying, isDone: body.status === 'succeeded', decline }
}

/** The session's payment, made when somebody first tries to pay. */
async function intentOf(desk: Desk, { body, hidden }: Session): Promise<Intent> {
  if (typeof body.payment_intent === 'string') return desk.lock('payment_intent', body.payment_intent)
  const data = hidden.intentData as {
    description?: string
    metadata?: Record<string, string>
    setup_future_usage?: 'on_session' | 'off_session'
  }
  return openIntent(
    desk,
    {
      amount: body.amount_total ?? 0,
      currency: body.currency ?? '',
      customer: typeof body.customer === 'string' ? body.customer : null,
      description: data.description ?? null,
      metadata: data.metadata ?? {},
      setupFutureUsage: data.setup_future_usage ?? null,
    },
    body.id,
  )
}

async function saveCard(desk: Desk, session: Session, card: TestCard): Promise<Outcome & { session: Session }> {
  const { body, decline } = await trySetUp(
    desk,
    await desk.lock('setup_intent', String(session.body.setup_intent)),
    card,
  )
  return { session, isDone: body.status === 'succeeded', decline }
}

async function settle(desk: Desk, session: Session, { isDone, decline }: Outcome): Promise<Session> {
  const failure = decline === null ? null : decline.declineCode || decline.code
  const noted = { ...session, hidden: { ...session.hidden, failure } }
  return isDone ? completeSession(desk, noted) : keep(desk, noted)
}

async function viewOf(desk: Desk, { body, hidden }: Session): Promise<SandboxCheckout> {
  const lines = hidden.lines as SessionLine[]
  return {
    id: body.id,
    mode: body.mode === 'setup' ? 'setup' : 'payment',
    state: body.status === 'open' ? await stageOf(desk, body) : body.status === 'complete' ? 'complete' : 'expired',
    lines: lines.map(({ name, description, quantity, unitAmount }) => ({
      name,
      description,
      quantity,
      amount: BigInt(quantity) * BigInt(unitAmount),
    })),
    total: body.amount_total === null ? null : BigInt(body.amount_total),
    currency: body.currency?.toUpperCase() ?? null,
    email: body.customer_details?.email ?? null,
    failure: typeof hidden.failure === 'string' ? hidden.failure : null,
    successUrl: (body.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', body.id),
    cancelUrl: body.cancel_url,
    cards: TEST_CARDS.map(({ key, number }) => ({ key, number })),
  }
}

async function stageOf(desk: Desk, { payment_intent: payment, setup_intent: setUp }: Session['body']) {
  const { status } =
    typeof payment === 'string'
      ? (await desk.get('payment_intent', payment)).body
      : typeof setUp === 'string'
        ? (await desk.get('setup_intent', setUp)).body
        : { status: null }
  return status === 'requires_action' ? 'authentication' : 'open'
}

/** A payment outside a session that the bank asks about; null when there is none of that id. */
export async function showAuthentication(desk: Desk, id: string): Promise<SandboxAuthentication | null> {
  const intent = await orNull(desk.get('payment_intent', id))
  if (!intent || typeof intent.hidden.session === 'string') return null
  const { status, amount, currency } = intent.body
  return {
    id,
    isWaiting: status === 'requires_action',
    amount: BigInt(amount),
    currency: currency.toUpperCase(),
    returnUrl: typeof intent.hidden.returnUrl === 'string' ? intent.hidden.returnUrl : null,
  }
}

export async function answerAuthentication(
  desk: Desk,
  id: string,
  isApproved: boolean,
): Promise<SandboxAuthentication | null> {
  const before = await showAuthentication(desk, id)
  if (before?.isWaiting) await authenticatePayment(desk, id, isApproved)
  return showAuthentication(desk, id)
}

/** Null for what the API would answer 404. */
async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found
  } catch (error) {
    if (error instanceof ApiRefusal) return null
    throw error
  }
}

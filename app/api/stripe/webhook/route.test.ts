import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { signPayload } from '@/lib/gateways/payments/sandbox/signature'
import { theSandbox } from '@/lib/usecases/purchases/the-payments'
import { apiRoute } from '@/lib/web/api-route'
import { takeWebhook } from '@/lib/web/stripe-webhook'

const works: (() => Promise<void>)[] = []
const { POST, GET } = apiRoute({ POST: takeWebhook((work) => works.push(work)) })

let secret: string
beforeAll(async () => {
  secret = (await theSandbox()).address.webhookSecret
})
afterAll(async () => (await theSandbox()).stop())

const seconds = () => Math.floor(Date.now() / 1000)

/** An event in Stripe's form, about nothing that we work unless told. */
function event(facts: object = {}): string {
  const base = {
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'product.created',
    created: seconds(),
    livemode: false,
  }
  return JSON.stringify({ ...base, data: { object: { id: 'prod_1', object: 'product' } }, ...facts })
}

function session(metadata: object): object {
  const facts = {
    id: 'cs_test_1',
    object: 'checkout.session',
    mode: 'payment',
    status: 'complete',
    payment_status: 'paid',
  }
  const money = {
    amount_total: 1740,
    currency: 'eur',
    payment_intent: 'pi_1',
    customer: 'cus_1',
    url: null,
    setup_intent: null,
  }
  return { object: { ...facts, ...money, expires_at: seconds(), metadata } }
}

async function send(
  body: string | Uint8Array<ArrayBuffer>,
  signature: string | null,
): Promise<{ status: number; kind: string }> {
  const headers = {
    'content-type': 'application/json',
    ...(signature === null ? {} : { 'stripe-signature': signature }),
  }
  const request = new Request('http://127.0.0.1:3000/api/stripe/webhook', { method: 'POST', headers, body })
  const answer = await POST(request, { params: Promise.resolve({}) })
  const { type = '' } = (await answer.json()) as { type?: string }
  return { status: answer.status, kind: type.split('/').at(-1) ?? '' }
}

const signed = (body: string, at = seconds(), by = secret) => signPayload(body, by, at)
const kept = (body: string) =>
  database().webhookEvent.findUnique({ where: { id: (JSON.parse(body) as { id: string }).id } })

describe('an event that was not signed with our secret, now, is refused and not kept', () => {
  const body = event()
  it.each<[string, () => string | null]>([
    ['79: without a signature', () => null],
    ['80: by another secret', () => signed(body, seconds(), 'whsec_another')],
    ['81: over the same JSON written otherwise', () => signed(JSON.stringify(JSON.parse(body), null, 2))],
    ['82: 301 seconds ago', () => signed(body, seconds() - 301)],
    ['84: in the old scheme alone', () => signed(body).replace('v1=', 'v0=')],
    ['empty', () => ''],
    ['nonsense', () => 't=now,v1=zz'],
  ])('%s', async (_, signature) => {
    expect(await send(body, signature())).toEqual({ status: 400, kind: 'invalid-request' })
    expect(await kept(body)).toBeNull()
  })
})

describe('an event that is signed', () => {
  it('83: is taken when one of two signatures is ours', async () => {
    const body = event()
    expect((await send(body, `${signed(body)},v1=${'0'.repeat(64)}`)).status).toBe(200)
  })

  it('85: is kept once, however often it comes', async () => {
    const body = event()
    const before = works.length
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body, signed(body))))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
    expect(works.length).toBe(before + 1)
  })

  it('86: of a type that is none of ours is kept and ignored', async () => {
    const body = event({ type: 'price.updated' })
    expect((await send(body, signed(body))).status).toBe(200)
    await works.at(-1)?.()
    expect(await kept(body)).toMatchObject({ type: 'price.updated', payload: body, outcome: 'ignored' })
  })

  it.each<[string, object]>([
    ['87: of the other mode', { livemode: true }],
    ['90: of a connected account', { account: 'acct_1' }],
  ])('%s is refused', async (_, facts) => {
    const body = event(facts)
    expect(await send(body, signed(body))).toEqual({ status: 400, kind: 'invalid-request' })
    expect(await kept(body)).toBeNull()
  })

  it.each<[string, object]>([
    ['89: of an order that is not known', { order_id: randomUUID(), account_id: randomUUID() }],
    ['92: of an account that is not here', { order_id: randomUUID(), account_id: 'gone' }],
  ])('%s is kept, and looked at again', async (_, metadata) => {
    const body = event({ type: 'checkout.session.completed', data: session(metadata) })
    expect((await send(body, signed(body))).status).toBe(200)
    await works.at(-1)?.()
    expect(await kept(body)).toMatchObject({ outcome: null, attempts: 1, error: 'The order is not known.' })
  })

  it('91: of more than 1 MiB is refused before it is read', async () => {
    const body = event({ padding: 'x'.repeat(2 * 1024 * 1024) })
    expect(await send(body, signed(body))).toEqual({ status: 413, kind: 'too-large' })
  })

  it('that is no event is refused', async () => {
    for (const body of ['', '{}', '[]', 'no JSON', '{"id":"evt_1","object":"charge"}']) {
      expect((await send(body, signed(body))).status).toBe(400)
    }
    const bytes = new Uint8Array([0xff, 0xfe, 0x00])
    expect((await send(bytes, signed('ÿþ'))).status).toBe(400)
  })
})

it('only POST is taken', async () => {
  const request = new Request('http://127.0.0.1:3000/api/stripe/webhook')
  expect((await GET(request, { params: Promise.resolve({}) })).status).toBe(405)
})

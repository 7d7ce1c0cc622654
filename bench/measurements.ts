import { randomUUID } from 'node:crypto'
import { instantFromMillis } from '@/lib/domain/instants'
import { usageEvent } from '@/lib/testing/house'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { type Measurement, measured, measureHttp } from './measure'
import { rawRequest } from './raw-connection'
import type { Stage } from './stage'

const BATCH_EVENTS = 500
const BATCH_CLIENTS = 8
const CLIENTS = 64
const READERS = 8
const CHAT = { input: 1240, output: 960 }

/** In the order in which each round runs them. */
export const MEASUREMENTS: readonly Measurement[] = [
  {
    name: `batches of ${BATCH_EVENTS} over HTTP, ${BATCH_CLIENTS} clients, 1,000 accounts`,
    unit: 'events',
    run: (stage, seconds) =>
      measureHttp(stage, { clients: BATCH_CLIENTS, events: BATCH_EVENTS, seconds }, () => {
        const events = Array.from({ length: BATCH_EVENTS }, () => wireEvent(anyOf(stage)))
        return rawRequest('POST', '/api/v1/usage/batch', stage.key, JSON.stringify(events))
      }),
  },
  {
    name: `batches of ${BATCH_EVENTS} in the process, 1,000 accounts`,
    unit: 'events',
    run: (stage, seconds) => measured(stage, (tally) => chargeInProcess(stage, seconds, tally)),
  },
  {
    name: `single events over HTTP, ${CLIENTS} clients, 1,000 accounts`,
    unit: 'requests',
    run: (stage, seconds) => singles(stage, seconds, () => anyOf(stage)),
  },
  {
    name: `single events over HTTP, ${CLIENTS} clients, one account`,
    unit: 'requests',
    run: (stage, seconds) => singles(stage, seconds, () => stage.accounts[0] ?? ''),
  },
  {
    name: 'balance after few charges',
    unit: 'reads',
    run: (stage, seconds) => balances(stage, seconds, stage.few.id),
  },
  {
    name: 'balance after many charges',
    unit: 'reads',
    run: (stage, seconds) => balances(stage, seconds, stage.many.id),
  },
]

/** The single events, for looking at what one flush does. */
export function singles(stage: Stage, seconds: number, account: () => string) {
  return measureHttp(stage, { clients: CLIENTS, events: 1, seconds }, () =>
    rawRequest('POST', '/api/v1/usage', stage.key, JSON.stringify(wireEvent(account()))),
  )
}

function balances(stage: Stage, seconds: number, account: string) {
  const request = rawRequest('GET', `/api/v1/balance?account=${account}`, stage.key)
  return measureHttp(stage, { clients: READERS, events: 1, seconds }, () => request)
}

async function chargeInProcess(stage: Stage, seconds: number, tally: { count: number; refusals: number }) {
  const until = performance.now() + seconds * 1000
  const now = instantFromMillis(Date.now())
  const quantities = { input: BigInt(CHAT.input) * 1000n, output: BigInt(CHAT.output) * 1000n }
  const call = async () => {
    while (performance.now() < until) {
      const events = Array.from({ length: BATCH_EVENTS }, () =>
        usageEvent(anyOf(stage), now, { actionKey: 'chat', quantities }),
      )
      const outcomes = await enqueueUsage(events, stage.house)
      tally.count += outcomes.length
      tally.refusals += outcomes.filter(({ kind }) => kind === 'refusal').length
    }
  }
  await Promise.all(Array.from({ length: BATCH_CLIENTS }, call))
}

function wireEvent(account: string) {
  return { id: randomUUID(), account, action: 'chat', quantities: CHAT, occurredAt: new Date().toISOString() }
}

function anyOf({ accounts }: Stage): string {
  return accounts[Math.floor(Math.random() * accounts.length)] ?? ''
}

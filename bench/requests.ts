import { randomUUID } from 'node:crypto'
import { instantFromMillis } from '@/lib/domain/instants'
import { usageEvent } from '@/lib/testing/house'
import type { Errand } from './measure'
import { rawRequest } from './raw-connection'
import type { Stage } from './stage'

/** The work that every measurement reports: 412 tokens of a conversation. */
const QUANTITIES = { input: 1240, output: 960 }

export function wireEvent(account: string) {
  return { id: randomUUID(), account, action: 'chat', quantities: QUANTITIES, occurredAt: new Date().toISOString() }
}

/** The same for a call within this process. */
export function eventOf(account: string) {
  const quantities = { input: BigInt(QUANTITIES.input) * 1000n, output: BigInt(QUANTITIES.output) * 1000n }
  return usageEvent(account, instantFromMillis(Date.now()), { actionKey: 'chat', quantities })
}

/** Reports one event of some account. */
export function single(stage: Stage, account: () => string): Errand {
  return (connection) =>
    connection.send(rawRequest('POST', '/api/v1/usage', stage.key, JSON.stringify(wireEvent(account()))))
}

/** Sets tokens aside for the work, and captures what it took. */
export function holdAndCapture(stage: Stage, account: () => string): Errand {
  return async (connection) => {
    const { id, account: named, action, quantities, occurredAt } = wireEvent(account())
    const hold = JSON.stringify({ id, account: named, action, quantities })
    const opened = await connection.send(rawRequest('POST', '/api/v1/holds', stage.key, hold))
    const holdId = /"id":"([^"]+)"/.exec(opened.beginning)?.[1]
    if (opened.status !== 200 || holdId === undefined) return opened
    const capture = JSON.stringify({ account: named, quantities, occurredAt })
    return connection.send(rawRequest('POST', `/api/v1/holds/${holdId}/capture`, stage.key, capture))
  }
}

/** Asks what the work would cost now, and whether it would be admitted. */
export function quote(stage: Stage, account: string): Errand {
  const body = JSON.stringify({ account, action: 'chat', quantities: QUANTITIES })
  const request = rawRequest('POST', '/api/v1/quote', stage.key, body)
  return (connection) => connection.send(request)
}

export function balance(stage: Stage, account: string): Errand {
  const request = rawRequest('GET', `/api/v1/balance?account=${account}`, stage.key)
  return (connection) => connection.send(request)
}

export function anyOf(accounts: readonly string[]): string {
  return accounts[Math.floor(Math.random() * accounts.length)] ?? ''
}

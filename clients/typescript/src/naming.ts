import type { Capture, HoldRequest, NamedHoldRequest, TimedCapture, Usage, UsageEvent } from './requests.js'

/** The event as it will be sent, each time: with a name and a time, and the account if it names none. */
export function nameUsage(usage: Usage, account?: string): UsageEvent {
  return { ...ofAccount(usage, account), id: usage.id ?? newId(), occurredAt: usage.occurredAt ?? now() }
}

export function nameHold(request: HoldRequest, account?: string): NamedHoldRequest {
  return { ...ofAccount(request, account), id: request.id ?? newId() }
}

export function timeCapture(capture: Capture, account?: string): TimedCapture {
  return { ...ofAccount(capture, account), occurredAt: capture.occurredAt ?? now() }
}

/** The same, for the account unless it names one itself. */
export function ofAccount<T extends { readonly account?: string }>(request: T, account: string | undefined): T {
  return account === undefined || request.account !== undefined ? request : { ...request, account }
}

export function newId(): string {
  return crypto.randomUUID()
}

export function now(): string {
  return new Date().toISOString()
}

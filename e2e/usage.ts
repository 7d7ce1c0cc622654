import { type APIRequestContext, expect } from '@playwright/test'
import type { z } from 'zod'
import type { ChargeAnswer } from '@/lib/domain/metering/wire'

/** What a service reports: which action, how much of it, when unless now. */
export interface Use {
  action: string
  quantities: Record<string, number | string>
  occurredAt?: string
}

export function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}

/** Reports one use through the API, as a service would, and returns its answer. */
export async function reportUse(
  request: APIRequestContext,
  key: string,
  use: Use,
): Promise<z.output<typeof ChargeAnswer>> {
  const event = { id: crypto.randomUUID(), occurredAt: new Date().toISOString(), ...use }
  const answer = await request.post('/api/v1/usage', { headers: bearer(key), data: event })
  expect(answer.status(), await answer.text()).toBe(200)
  return answer.json()
}

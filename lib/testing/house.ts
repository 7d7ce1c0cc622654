import { randomUUID } from 'node:crypto'
import { database } from '@/lib/db/client'
import type { StaffCaller, StaffRole, SystemCaller } from '@/lib/domain/access/callers'
import { type Instant, parseInstant } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import type { UsageEvent } from '@/lib/domain/metering/model'
import { type House, newId } from '@/lib/usecases/define'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { openCustomerAccount } from '@/lib/usecases/oversight/open-customer-account'
import { publishRateCard } from '@/lib/usecases/oversight/publish-rate-card'

export const SYSTEM: SystemCaller = { kind: 'system', rule: 'test' }

export function staffCaller(role: StaffRole): StaffCaller {
  return { kind: 'staff', userId: randomUUID(), sessionId: randomUUID(), role }
}

/** A clock that stands still until it is moved. */
export class TestClock {
  private at: Instant

  constructor(start = '2026-03-02T09:00:00Z') {
    this.at = instant(start)
  }

  readonly now = (): Instant => this.at

  advance(by: Instant): void {
    this.at += by
  }
}

/** The instant of a well-formed text; tests only. */
export function instant(text: string): Instant {
  const at = parseInstant(text)
  if (at === null) throw new Error(`"${text}" is not an instant.`)
  return at
}

/** A house on this worker's database; without a clock it takes the database's. */
export function testHouse(clock?: TestClock): House {
  return { db: database(), clock: clock?.now ?? null, newId }
}

/** The worker's rate card, published once: "unit" and "other" cost 1 token a call, "chat" 0.1 an input and 0.3 an output token, in whole tokens. */
export async function ensureTestCard(house: House): Promise<void> {
  if ((await house.db.rateCard.count()) > 0) return
  const words = { reasonEn: 'It is the price of the tests.', reasonFr: "C'est le prix des essais." }
  const call = { quantityClass: 'call', tokens: '1' }
  await publishRateCard(
    SYSTEM,
    {
      effectiveAt: '2020-01-01T00:00:00Z',
      note: 'The card of the tests.',
      lines: [
        { action: 'unit', nameEn: 'Unit', nameFr: 'Unité', ...words, prices: [call] },
        { action: 'other', nameEn: 'Other', nameFr: 'Autre', ...words, prices: [call] },
        {
          action: 'chat',
          nameEn: 'Chat',
          nameFr: 'Conversation',
          roundedTo: '1',
          minimum: '1',
          ...words,
          prices: [
            { quantityClass: 'input', tokens: '1/10' },
            { quantityClass: 'output', tokens: '3/10' },
          ],
        },
      ],
    },
    house,
  ).catch(async (error: unknown) => {
    if ((await house.db.rateCard.count()) === 0) throw error
  })
}

/** An account of its own for one test, with `tokens` in one grant unless that is "0". */
export async function testAccount(house: House, tokens = '0', debtLimit = '0'): Promise<string> {
  await ensureTestCard(house)
  const { accountId } = await openCustomerAccount(
    SYSTEM,
    { name: 'Test account', timeZone: 'Europe/Paris', currency: 'EUR', debtLimit },
    house,
  )
  if (tokens !== '0') {
    await giveGrant(
      SYSTEM,
      { accountId, key: 'first', source: 'promo', name: 'First', tokens, reason: 'For the test.' },
      house,
    )
  }
  return accountId
}

/** An event of `calls` units, admitted or refused, unless overridden. */
export function usageEvent(accountId: string, occurredAt: Instant, overrides: Partial<UsageEvent> = {}): UsageEvent {
  return {
    accountId,
    source: 'test',
    key: randomUUID(),
    actionKey: 'unit',
    quantities: { call: 1000n },
    occurredAt,
    mode: 'admit',
    status: 'succeeded',
    tags: {},
    apiKeyId: NIL_ID,
    memberId: NIL_ID,
    fingerprint: '00',
    ...overrides,
  }
}

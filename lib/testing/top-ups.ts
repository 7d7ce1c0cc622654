import { randomUUID } from 'node:crypto'
import type { Pack } from '@/lib/domain/catalogue/plans'
import type { TopUp } from '@/lib/domain/purchases/top-up-model'
import type { TopUpFacts } from '@/lib/domain/purchases/top-up-plan'
import type { Sandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import type { House } from '@/lib/usecases/define'
import { keepCard } from '@/lib/usecases/purchases/keep-card'
import { saveCard } from '@/lib/usecases/purchases/save-card'
import { setTopUp } from '@/lib/usecases/purchases/set-top-up'
import { instant } from './house'
import { type Buyer, type PurchaseScene, testBuyer } from './purchases'

/** Tuesday 24 November 2026, 13:41 in Paris. */
export const NOW = instant('2026-11-24T12:41:00Z')

/** 250,000 tokens for 14.50, 17.40 with tax in France. */
export const MEDIUM: Pack = {
  key: 'medium',
  nameEn: 'Medium pack',
  nameFr: 'Pack moyen',
  tokens: 250_000_000n,
  priceCents: 1450n,
  currency: 'EUR',
  expiresAfterDays: 365,
}

/** A rule that is on: below 50,000 tokens it buys the medium pack, for 60.00 a month at most; unless overridden. */
export function topUpOf(overrides: Partial<TopUp> = {}): TopUp {
  return {
    accountId: '00000000-0000-4000-8000-000000000001',
    threshold: { tokens: 50_000_000n },
    packKey: 'medium',
    ceilingCents: 6000n,
    language: 'en',
    isOn: true,
    taxRateBasis: 2000,
    actor: 'member:ada',
    changedAt: NOW,
    orderId: null,
    failures: 0,
    coolUntil: null,
    paused: null,
    blocked: null,
    ...overrides,
  }
}

/** An account in France with 10,000 tokens left, a card, and nothing bought this month; unless overridden. */
export function topUpFactsOf(overrides: Partial<TopUpFacts> = {}): TopUpFacts {
  return {
    now: NOW,
    available: 10_000_000n,
    isActive: true,
    tokensPerDay: 20_000_000n,
    counter: {
      packs: [MEDIUM],
      currency: 'EUR',
      buyer: { country: 'FR', vatId: null },
      sellerCountry: 'FR',
      language: 'en',
    },
    hasCard: true,
    isInFlight: false,
    spentCents: 0n,
    ...overrides,
  }
}

/** The form of a rule: below 50 tokens it buys the medium pack, for 60.00 a month at most; unless overridden. */
export function topUpForm({ accountId }: Pick<Buyer, 'accountId'>, overrides: object = {}) {
  const form = { accountId, below: '50', unit: 'tokens', packKey: 'medium', ceiling: '60', language: 'en' as const }
  return { ...form, ...overrides }
}

/** Saves a card that behaves in this way for the account, at the provider's own page; returns the id of that page. */
export async function saveTestCard(
  { house, sandbox }: { house: House; sandbox: Pick<Sandbox, 'payWithCard'> },
  { accountId, owner }: Buyer,
  cardKey = 'success',
): Promise<string> {
  const form = { accountId, formKey: randomUUID(), page: 'top-up', language: 'en' } as const
  const address = await saveCard(owner, form, house)
  const sessionId = address.split('/').at(-1) ?? ''
  await sandbox.payWithCard(sessionId, cardKey)
  await keepCard(owner, { accountId, sessionId }, house)
  return sessionId
}

/** A buyer with a saved card and a rule that is on. */
export async function toppedUpBuyer(scene: PurchaseScene, cardKey?: string, overrides: object = {}): Promise<Buyer> {
  const buyer = await testBuyer(scene.house)
  await saveTestCard(scene, buyer, cardKey)
  await setTopUp(buyer.owner, topUpForm(buyer, overrides), scene.house)
  return buyer
}

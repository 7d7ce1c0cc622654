import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { composeApiKey } from '@/lib/domain/access/api-keys'
import { SCOPES } from '@/lib/domain/access/callers'
import { DAY, HOUR, type Instant, instantFromMillis, instantToIso, MINUTE } from '@/lib/domain/instants'
import { accountKey, serviceKey } from '@/lib/testing/api-call'
import { SYSTEM, staffCaller } from '@/lib/testing/house'
import { identifyApiKey } from '@/lib/usecases/access/identify-api-key'
import type { House } from '@/lib/usecases/define'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { recordUsage } from '@/lib/usecases/metering/record-usage'
import { recordUsageBatch } from '@/lib/usecases/metering/record-usage-batch'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { createServiceKey } from '@/lib/usecases/oversight/create-service-key'
import { definePlan } from '@/lib/usecases/oversight/define-plan'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { openCustomerAccount } from '@/lib/usecases/oversight/open-customer-account'
import { revokeServiceKey } from '@/lib/usecases/oversight/revoke-service-key'
import { house } from '../fixtures'

/** The accounts, keys, holds and charges that the corpus names in angle brackets. */
export interface Stage {
  names: ReadonlyMap<string, string>
  accountIds: readonly string[]
}

const IMAGE = { action: 'image', quantities: { call: 1 } }
/** What one image costs. */
const PRICE = '80'
/** Reported work of this size brings an account to the end of what a ledger can count. */
const HUGE = { action: 'image', quantities: { call: '1000000000000' }, mode: 'report' as const }

/** Sets everything up through the use cases; only an account's freezing has no verb yet. */
export async function setStage(database: pg.Client): Promise<Stage> {
  const at = instantFromMillis(Date.now())
  const accounts = {
    account: await openAccount('1000000', past(at)),
    other: await openAccount('1000'),
    empty: await openAccount(),
    full: await openAccount(),
    drained: await openAccount(),
    frozen: await openAccount('1000'),
    indebted: await openAccount(),
  }
  const keys = await makeKeys(accounts, at)
  const caller = await identifyApiKey(keys['service-key'], house)
  const usedTime = instantToIso(at - MINUTE)
  const work = { occurredAt: usedTime, ...IMAGE }
  const hold = async (account: string, id: string, tokens = '1000', where: House = house) =>
    (await openHold(caller, { id, account, action: 'image', tokens, ...(where === house ? {} : BRIEF) }, where)).hold.id
  const charge = async (account: string, id: string) =>
    (await recordUsage(caller, { id, account, ...work }, house)).charge.id

  const { account, other, full, drained, frozen, indebted } = accounts
  const expired = await hold(account, 'expired', PRICE, past(at))
  const usedCharge = await charge(account, 'used')
  const holds = {
    'open-hold': await hold(account, 'open'),
    'captured-hold': await hold(account, 'captured', PRICE),
    'released-hold': await hold(account, 'released', PRICE),
    'other-hold': await hold(other, 'open', PRICE),
  }
  await captureHold(
    caller,
    { id: holds['captured-hold'], account, quantities: { call: 1 }, occurredAt: usedTime },
    house,
  )
  await releaseHold(caller, { id: holds['released-hold'], account }, house)
  const otherCharge = await charge(other, 'theirs')

  await putOnPlan(full, { allowance: '10000', cap: '100' })
  const fullHold = await hold(full, 'open', '20')
  await charge(full, 'used')
  await putOnPlan(drained, { allowance: PRICE, cap: '10000' })
  const drainedHold = await hold(drained, 'open', PRICE)
  const frozenHold = await hold(frozen, 'open', PRICE)
  await database.query(`UPDATE account SET status = 'frozen' WHERE id = $1`, [frozen])
  const huge = Array.from({ length: 112 }, (_, i) => ({
    id: `huge-${i}`,
    account: indebted,
    occurredAt: usedTime,
    ...HUGE,
  }))
  await recordUsageBatch(caller, huge, house)

  const ids = { ...accounts, ...keys, ...holds, 'used-charge': usedCharge, 'other-charge': otherCharge }
  const more = {
    'expired-hold': expired,
    'full-hold': fullHold,
    'drained-hold': drainedHold,
    'frozen-hold': frozenHold,
  }
  return {
    names: new Map(Object.entries({ ...ids, ...more, nobody: randomUUID(), 'used-time': usedTime })),
    accountIds: Object.values(accounts),
  }
}

/** Of a hold that has run out by now. */
const BRIEF = { expiresInSeconds: 60 }

function past(now: Instant): House {
  return { ...house, clock: () => now - HOUR }
}

async function openAccount(tokens = '0', where: House = house): Promise<string> {
  const terms = { name: 'Corpus', timeZone: 'Europe/Paris', currency: 'EUR' }
  const { accountId } = await openCustomerAccount(SYSTEM, terms, where)
  const grant = { key: 'first', source: 'promo', name: 'First', tokens, reason: 'For the corpus.' } as const
  if (tokens !== '0') await giveGrant(SYSTEM, { accountId, ...grant }, where)
  return accountId
}

/** A plan of its own with a window that does not end while we look, and captures that may cost more than their hold. */
async function putOnPlan(accountId: string, { allowance, cap }: { allowance: string; cap: string }): Promise<void> {
  const words = { reasonEn: 'For the corpus alone.', reasonFr: 'Pour le corpus seul.' }
  const quota = { name: 'week', unit: 'week', kind: 'rolling', policy: 'stop', cap, ...words } as const
  const planKey = `corpus-${accountId.slice(-12)}`
  const price = { priceCents: 0n, currency: 'EUR', periodUnit: 'year', rollover: 'none' } as const
  const names = { key: planKey, nameEn: 'Corpus', nameFr: 'Corpus' }
  await definePlan(SYSTEM, { ...names, ...price, allowance, captureAbove: 'charge', quotas: [quota] }, house)
  await assignPlan(SYSTEM, { accountId, planKey, reason: 'For the corpus.' }, house)
}

async function makeKeys({ account, other }: { account: string; other: string }, at: Instant) {
  const service = await serviceKey(house)
  const terms = { name: 'Corpus', scopes: [...SCOPES] }
  const revoked = await createServiceKey(SYSTEM, { ...terms, lastsDays: null }, house)
  await revokeServiceKey(staffCaller('admin'), { keyId: revoked.id }, house)
  const longAgo = { ...house, clock: () => at - 2n * DAY }
  return {
    'service-key': service,
    'account-key': await accountKey(house, account),
    'other-key': await accountKey(house, other),
    'writing-key': await serviceKey(house, ['usage:write']),
    'reading-key': await serviceKey(house, ['balance:read', 'charges:read']),
    'charges-key': await serviceKey(house, ['charges:read']),
    'revoked-key': revoked.key,
    'expired-key': (await createServiceKey(SYSTEM, { ...terms, lastsDays: 1 }, longAgo)).key,
    'unknown-key': composeApiKey(randomBytes(96)),
    'mistyped-key': `${service.slice(0, -1)}${service.endsWith('0') ? '1' : '0'}`,
  }
}

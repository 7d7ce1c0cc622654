import type { APIRequestContext } from '@playwright/test'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import type { VerdictKind } from '@/lib/domain/forecast/verdict-model'
import { DAY, HOUR, type Instant, instantFromMillis, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { accountKey } from '@/lib/testing/api-call'
import { SYSTEM, staffCaller, TestClock } from '@/lib/testing/house'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import type { House } from '@/lib/usecases/define'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { recordUsage } from '@/lib/usecases/metering/record-usage'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { personWithoutTokens } from './accounts'
import { house } from './fixtures'
import { topUp } from './topping-up'
import { reportUse } from './usage'

/** 400 tokens, on every card of the story. */
const A_DAYS_USE = { action: 'chat', quantities: { input: '4000' } }
/** Quantities of seven days that are unlike each other: the same in a week, and nobody knows which comes next. */
const UNEVEN = ['1000', '8000', '4000', '500', '9500', '2000', '3000'] as const
const DAYS_OF_USE = 21n
const REASON = 'For the test.'

/** Somebody for each verdict, brought there by what people and services do. */
export const PEOPLE: Readonly<Record<VerdictKind, (request: APIRequestContext) => Promise<TestPerson>>> = {
  covered: personCovered,
  tight: personTight,
  short: () => personWithPace(4000),
  'top-up': personToppedUp,
  out: personWithoutTokens,
  throttled: personThrottled,
  wasting: personWasting,
  learning: () => testPerson(house),
  idle: () => personWithPace(50_000, 21n * DAY),
}

/**
 * Somebody who used 400 tokens a day for three weeks, up to `quiet` ago, and was given so many without an end then; what is left of the
 * welcome grant is used before it expires.
 */
async function personWithPace(
  tokens: number,
  quiet: Instant = HOUR,
  inputs: readonly string[] = [A_DAYS_USE.quantities.input],
): Promise<TestPerson> {
  const clock = new TestClock(instantToIso(now() - quiet - (DAYS_OF_USE - 1n) * DAY))
  const past: House = { ...house, clock: clock.now }
  const person = await testPerson(past)
  const { accountId } = person
  const service: ApiKeyCaller = { kind: 'apiKey', keyId: NIL_ID, accountId, scopes: ['usage:write'] }
  for (let day = 0n; day < DAYS_OF_USE; day++) {
    const occurredAt = instantToIso(clock.now())
    const input = inputs[Number(day) % inputs.length] ?? '0'
    const use = { ...A_DAYS_USE, quantities: { input } }
    await recordUsage(service, { id: `day-${day}`, occurredAt, ...use }, past)
    if (day < DAYS_OF_USE - 1n) clock.advance(DAY)
  }
  await give(past, person, { key: 'pack', name: 'Small pack', tokens: `${tokens}` })
  return person
}

/** More comes in twelve days, and what there is lasts for longer. */
async function personCovered(): Promise<TestPerson> {
  const person = await personWithPace(100_000)
  const effectiveAt = instantToIso(now() + 12n * DAY)
  await give(house, person, { key: 'later', name: 'Medium pack', tokens: '150000', effectiveAt })
  return person
}

/** A little more comes between the early end of the range and its middle. */
async function personTight(): Promise<TestPerson> {
  const person = await personWithPace(8000, HOUR, UNEVEN)
  const { forecast } = await getHome(person.caller, { accountId: person.accountId }, house)
  const { p10, p50 } = forecast?.depletion ?? {}
  if (!p10 || !p50 || p50 <= p10) throw new Error('The forecast has no early end before its middle.')
  const effectiveAt = instantToIso(p10 + (p50 - p10) / 2n)
  await give(house, person, { key: 'later', name: 'Small pack', tokens: '4000', effectiveAt })
  return person
}

async function personToppedUp(): Promise<TestPerson> {
  const person = await personWithPace(4000)
  await topUp(person, { below: '2000', ceiling: '100' })
  return person
}

/** A quota of all that was used just now. It rolls, so that no full hour comes in between. */
async function personThrottled(request: APIRequestContext): Promise<TestPerson> {
  const person = await personWithPace(100_000)
  const { accountId } = person
  const words = {
    reasonEn: 'It keeps the service quick for everybody.',
    reasonFr: 'Le service reste rapide pour tous.',
    reason: REASON,
  }
  const day = { accountId, name: 'day', unit: 'day', kind: 'rolling', cap: '800', ...words } as const
  await setQuota(staffCaller('operator'), { ...day, scope: 'account', measure: 'tokens', policy: 'stop' }, house)
  await reportUse(request, await accountKey(house, accountId), A_DAYS_USE)
  return person
}

/** Of 30,000 tokens that expire in five days, two thousand will be used. */
async function personWasting(): Promise<TestPerson> {
  const person = await personWithPace(100_000)
  const expiresAt = instantToIso(now() + 5n * DAY)
  await give(house, person, { key: 'promo', source: 'promo', name: 'Goodwill', tokens: '30000', expiresAt })
  return person
}

interface Given {
  key: string
  name: string
  tokens: string
  source?: 'promo'
  effectiveAt?: string
  expiresAt?: string
}

async function give(at: House, { accountId }: TestPerson, grant: Given): Promise<void> {
  await giveGrant(SYSTEM, { accountId, source: 'pack', costCents: 0n, reason: REASON, ...grant }, at)
}

function now(): Instant {
  return instantFromMillis(Date.now())
}

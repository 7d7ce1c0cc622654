import type { APIRequestContext } from '@playwright/test'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { DAY, instantFromMillis, instantToIso } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { accountKey } from '@/lib/testing/api-call'
import { SYSTEM, TestClock } from '@/lib/testing/house'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import type { House } from '@/lib/usecases/define'
import { recordUsage } from '@/lib/usecases/metering/record-usage'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { house } from './fixtures'
import { reportUse } from './usage'

const DAYS = 9
/** What is used each day, down to thousandths. */
const DAILY = [
  { action: 'chat', quantities: { input: '4000', output: '1500' } },
  { action: 'code', quantities: { input: '9916', cached_input: '8592', output: '637' } },
]

/** Somebody whose account has been used every day for nine days: its pace is known. Told through use cases with a clock of its own. */
export async function personWithUse(): Promise<TestPerson> {
  const clock = new TestClock(instantToIso(instantFromMillis(Date.now()) - BigInt(DAYS) * DAY))
  const past: House = { ...house, clock: clock.now }
  const person = await testPerson(past)
  const grant = { source: 'pack', name: 'Small pack', tokens: '25000', costCents: 1000n, reason: 'Bought.' } as const
  await giveGrant(SYSTEM, { accountId: person.accountId, key: 'pack', ...grant }, past)
  const service: ApiKeyCaller = {
    kind: 'apiKey',
    keyId: NIL_ID,
    accountId: person.accountId,
    scopes: ['usage:write'],
  }
  for (let day = 0; day < DAYS; day++) {
    const occurredAt = instantToIso(clock.now())
    for (const use of DAILY) await recordUsage(service, { id: `${use.action}-${day}`, occurredAt, ...use }, past)
    clock.advance(DAY)
  }
  return person
}

/** Somebody whose welcome grant is used up to the last thousandth. */
export async function personWithoutTokens(request: APIRequestContext): Promise<TestPerson> {
  const person = await testPerson(house)
  const key = await accountKey(house, person.accountId)
  const { balance } = await reportUse(request, key, { action: 'image', quantities: { call: 125 } })
  if (balance.available !== '0') throw new Error(`${balance.available} tokens are left: the price of an image changed.`)
  return person
}

import { HOUR, instantFromMillis } from '@/lib/domain/instants'
import { sweepAll } from '@/lib/testing/forecasts'
import type { TestPerson } from '@/lib/testing/people'
import { saveTestCard, topUpForm } from '@/lib/testing/top-ups'
import { runTopUps } from '@/lib/usecases/purchases/run-top-ups'
import { setTopUp } from '@/lib/usecases/purchases/set-top-up'
import { theSandbox } from '@/lib/usecases/purchases/the-payments'
import { sayWhoBuys } from './buying'
import { house } from './fixtures'

/** Saves a card that behaves in this way for the account. */
export async function saveCardOf({ accountId, caller: owner }: TestPerson, cardKey = 'success'): Promise<void> {
  await saveTestCard({ house, sandbox: await theSandbox() }, { accountId, owner }, cardKey)
}

/** Switches auto top-up on for somebody in France: the small pack of 25,000 tokens, for 12.00 with tax; unless overridden. */
export async function topUp(person: TestPerson, overrides: object = {}, cardKey?: string): Promise<void> {
  await sayWhoBuys(person)
  await saveCardOf(person, cardKey)
  const form = topUpForm(person, { below: '20000', packKey: 'small', ceiling: '30', ...overrides })
  await setTopUp(person.caller, form, house)
}

/** What the minute's job does, as if it were so many hours later. */
export async function runJob(hoursLater = 0): Promise<void> {
  const at = () => instantFromMillis(Date.now()) + BigInt(hoursLater) * HOUR
  await sweepAll(runTopUps, { ...house, clock: at })
}

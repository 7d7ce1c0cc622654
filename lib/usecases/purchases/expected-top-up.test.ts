import { expect, it } from 'vitest'
import { findForecastFacts } from '@/lib/db/forecast'
import { DAY } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { openTopUp } from './open-top-up'
import { runTopUps } from './run-top-ups'
import { setBillingProfile } from './set-billing-profile'
import { turnOffTopUp } from './turn-off-top-up'

const scene = sceneOfPurchases()

const ruleOf = async (accountId: string) =>
  (await findForecastFacts(scene.house.db, accountId, scene.clock.now()))?.topUp ?? null

it('the forecast expects the rule as it is: its price with the buyer’s tax, and what is left of the month’s ceiling', async () => {
  const { accountId, owner } = await toppedUpBuyer(scene, 'success', { below: '3', unit: 'days' })
  const rule = { threshold: { days: 3 }, amount: 250_000_000n, costCents: 1450n, chargedCents: 1740n }
  expect(await ruleOf(accountId)).toMatchObject({ ...rule, leftCents: 6000n, ceilingCents: 6000n })
  const address = { name: 'Ada', address: '1 Street' }
  await setBillingProfile(owner, { accountId, ...address, country: 'US' }, scene.house)
  expect(await ruleOf(accountId)).toMatchObject({ chargedCents: 1450n })
})

it('what is under way and what was paid this month is no longer left; the next month has all of it', async () => {
  const { accountId } = await toppedUpBuyer(scene)
  await openTopUp(SYSTEM, { accountId }, scene.house)
  expect(await ruleOf(accountId)).toMatchObject({ threshold: { tokens: 50_000n }, leftCents: 4260n })
  await runTopUps(SYSTEM, { after: null }, scene.house)
  expect(await ruleOf(accountId)).toMatchObject({ leftCents: 4260n })
  scene.clock.advance(31n * DAY)
  expect(await ruleOf(accountId)).toMatchObject({ leftCents: 6000n })
})

it('a rule that is off, paused, or whose pack is no longer sold is not counted on', async () => {
  const [off, paused, unsold] = [await toppedUpBuyer(scene), await toppedUpBuyer(scene), await toppedUpBuyer(scene)]
  await turnOffTopUp(off.owner, { accountId: off.accountId }, scene.house)
  const data = { pausedAt: new Date(), pauseReason: 'card_declined' }
  await scene.house.db.topUp.update({ where: { accountId: paused.accountId }, data })
  await scene.house.db.topUp.update({ where: { accountId: unsold.accountId }, data: { packKey: 'gone' } })
  for (const { accountId } of [off, paused, unsold]) expect(await ruleOf(accountId)).toBeNull()
})

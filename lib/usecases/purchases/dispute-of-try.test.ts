import { afterAll, beforeAll, expect, it } from 'vitest'
import { MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import { totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { type PurchaseScene, purchaseScene } from '@/lib/testing/purchases'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { chargeCards } from './charge-cards'
import { fulfilDispute } from './fulfil-dispute'
import { runTopUps } from './run-top-ups'

let scene: PurchaseScene
beforeAll(async () => {
  scene = await purchaseScene()
})
afterAll(async () => scene.stop())

it('a dispute that is heard of while the saved card is charged waits for its order, and takes what that brought', async () => {
  const { house, clock } = scene
  const { accountId } = await toppedUpBuyer(scene)
  const { payments } = house
  const paid: string[] = []
  const chargeSavedCard: typeof payments.chargeSavedCard = async (wanted) => {
    paid.push((await payments.chargeSavedCard(wanted)).id)
    throw new PaymentFault('provider-away', 'The answer is lost.')
  }
  const [before] = await totalsOf(house, accountId)
  await runTopUps(SYSTEM, { after: null }, { ...house, payments: { ...payments, chargeSavedCard } })
  const told: Dispute = {
    ...{ id: 'du_1', status: 'open', amount: 1740n, currency: 'EUR', reason: 'fraudulent' },
    ...{ paymentId: paid[0] ?? '', chargeId: 'ch_1' },
  }
  const disputing = { ...house, payments: { ...payments, getDispute: async () => told } }
  const hear = () => fulfilDispute(SYSTEM, { disputeId: told.id }, disputing)
  expect((await refusalOf(hear())).kind).toBe('unavailable')
  clock.advance(3n * MINUTE)
  await chargeCards(SYSTEM, {}, house)
  await hear()
  expect(await house.db.order.findMany({ where: { accountId, kind: 'top-up' } })).toMatchObject([{ state: 'done' }])
  expect(await totalsOf(house, accountId)).toEqual([before, 0, 0])
})

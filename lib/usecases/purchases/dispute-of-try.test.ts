import { expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/domain/instants'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import type { Dispute } from '@/lib/domain/purchases/payment-model'
import { offencesOf, totalsOf } from '@/lib/testing/holds'
import { SYSTEM } from '@/lib/testing/house'
import { refusalOf } from '@/lib/testing/people'
import { onPaidPlan } from '@/lib/testing/plan-orders'
import { sceneOfPurchases } from '@/lib/testing/purchase-scene'
import { renewals } from '@/lib/testing/renewals'
import { toppedUpBuyer } from '@/lib/testing/top-ups'
import { settleDue } from '../ledger/settle-due'
import { chargeCards } from './charge-cards'
import { fulfilDispute } from './fulfil-dispute'
import { runTopUps } from './run-top-ups'

const scene = sceneOfPurchases()

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

it.each([
  ['lost', [10_000, 0, 0]],
  ['won', [20_000, 0, 0]],
] as const)(
  'a dispute of a period that is paid and has not begun takes it before it brings anything; %s',
  async (end, totals) => {
    const { house } = scene
    const { until, endOf, ordersOf, runJobs, endAll } = renewals(scene)
    await endAll()
    const one = await onPaidPlan(scene)
    const endsAt = await endOf(one)
    until(endsAt - 10n * MINUTE)
    await runJobs()
    const [renewal] = await ordersOf(one)
    expect(renewal).toMatchObject({ kind: 'renewal', state: 'done' })
    const hear = (status: Dispute['status']) => {
      const told: Dispute = {
        ...{ id: `du_${one.accountId}`, status, amount: 12_000n, currency: 'EUR', reason: 'fraudulent' },
        ...{ paymentId: renewal?.paymentId ?? '', chargeId: 'ch_1' },
      }
      const disputing = { ...house, payments: { ...house.payments, getDispute: async () => told } }
      return fulfilDispute(SYSTEM, { disputeId: told.id }, disputing)
    }
    await hear('open')
    // What is owed is paid from what is there; what the period brings is then as much again.
    until(endsAt)
    await settleDue(SYSTEM, {}, house)
    if (end === 'won') until(endsAt + DAY)
    await hear(end)
    expect(await totalsOf(house, one.accountId)).toEqual(totals)
    expect(await offencesOf(house, one.accountId)).toEqual([])
  },
)

import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { DefinePlanInput } from '@/lib/domain/catalogue/plan-inputs'
import type { House } from '@/lib/usecases/define'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { definePlan } from '@/lib/usecases/oversight/define-plan'
import { endSubscription } from '@/lib/usecases/oversight/end-subscription'
import { SYSTEM, TestClock, testAccount, testHouse, usageEvent } from './house'

type PlanInput = z.input<typeof DefinePlanInput>

/** A monthly plan of one test's own, of so many tokens at a cent a hundred, half of which roll over once; returns its key. */
export async function testPlan(house: House, tokens: number, overrides: Partial<PlanInput> = {}): Promise<string> {
  const key = `plan-${randomUUID().slice(0, 8)}`
  const plan: PlanInput = {
    key,
    nameEn: `Plan of ${tokens}`,
    nameFr: `Abonnement de ${tokens}`,
    priceCents: BigInt(Math.round(tokens / 100)),
    currency: 'EUR',
    allowance: `${tokens}`,
    periodUnit: 'month',
    rollover: 'once',
    rolloverMax: `${tokens / 2}`,
    quotas: [],
    ...overrides,
  }
  await definePlan(SYSTEM, plan, house)
  return plan.key
}

/** An account without a plan, at that time, with what there is to do with it. */
export async function planScene(start: string, tokens = '0') {
  const clock = new TestClock(start)
  const house = testHouse(clock)
  const accountId = await testAccount(house, tokens)
  const assign = (planKey: string, more: object = {}) =>
    assignPlan(SYSTEM, { accountId, planKey, reason: 'As agreed by contract.', ...more }, house)
  const use = async (calls: number) => {
    const [outcome] = await enqueueUsage(
      [usageEvent(accountId, clock.now(), { quantities: { call: BigInt(calls) * 1000n } })],
      house,
    )
    return outcome?.kind
  }
  const end = () => endSubscription(SYSTEM, { accountId, reason: 'The customer has cancelled.' }, house)
  return { clock, house, accountId, assign, end, use }
}

/** The plan's grants in their order: name, tokens, from and until. */
export async function periods(house: House, accountId: string) {
  const grants = await house.db.grant.findMany({ where: { accountId, allowanceId: { not: null } } })
  return grants
    .sort((a, b) => Number(a.createdSeq - b.createdSeq))
    .map((grant) => [
      grant.source,
      Number(grant.amount) / 1000,
      grant.effectiveAt.toISOString(),
      grant.expiresAt?.toISOString(),
    ])
}

/** What the account row says of plans, and when the book next changes by itself. */
export async function planOf(house: House, accountId: string) {
  const {
    planKey,
    nextPlanKey,
    nextPlanAt,
    nextEventAt: nextAt,
  } = await house.db.account.findUniqueOrThrow({
    where: { id: accountId },
  })
  return { planKey, nextPlanKey, nextPlanAt: nextPlanAt?.toISOString() ?? null, nextEventAt: nextAt?.toISOString() }
}

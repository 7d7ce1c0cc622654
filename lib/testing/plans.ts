import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { DefinePlanInput } from '@/lib/domain/catalogue/plan-inputs'
import type { House } from '@/lib/usecases/define'
import { definePlan } from '@/lib/usecases/oversight/define-plan'
import { SYSTEM } from './house'

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

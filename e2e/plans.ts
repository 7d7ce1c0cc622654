import { randomUUID } from 'node:crypto'
import { SYSTEM } from '@/lib/testing/house'
import type { TestPerson } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { house } from './fixtures'

export interface TwoPlans {
  small: { key: string; name: string }
  large: { key: string; name: string }
}

/** Two plans of one test's own, of so few tokens that they stand before those of the demo; of less than one, before those of other tests. */
export async function twoPlans(tokens = 1): Promise<TwoPlans> {
  const own = randomUUID().slice(0, 4)
  const define = async (size: string, allowance: number, priceCents: bigint) => {
    const name = `${size} ${own}`
    return { name, key: await testPlan(house, allowance, { nameEn: name, nameFr: name, priceCents, rolloverMax: '1' }) }
  }
  return { small: await define('Small', tokens, 1900n), large: await define('Large', 2 * tokens, 4900n) }
}

/** Puts the account on the plan, as its seller would. */
export async function putOn({ accountId }: TestPerson, planKey: string): Promise<void> {
  await assignPlan(SYSTEM, { accountId, planKey, reason: 'As agreed by contract.' }, house)
}

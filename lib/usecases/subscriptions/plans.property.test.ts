import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HOUR } from '@/lib/domain/instants'
import { SYSTEM } from '@/lib/testing/house'
import { planScene, testPlan } from '@/lib/testing/plans'
import { giveGrant } from '../oversight/give-grant'
import { verifyLedger } from '../oversight/verify-ledger'

type Scene = Awaited<ReturnType<typeof planScene>>

const PACK = 1_000_000_000n

/** Assigns one of the plans below, ends what runs, uses tokens, or lets hours pass. */
const anyDeed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ assign: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.constant({ end: true as const }) },
  { weight: 3, arbitrary: fc.record({ use: fc.integer({ min: 1, max: 1500 }) }) },
  { weight: 4, arbitrary: fc.record({ hours: fc.integer({ min: 1, max: 24 * 50 }) }) },
)

async function allPlans({ house }: Scene): Promise<string[]> {
  return [
    await testPlan(house, 1000),
    await testPlan(house, 3000, { rollover: 'none', rolloverMax: null }),
    await testPlan(house, 3000, { priceCents: 100n, rollover: 'unlimited', rolloverMax: '1000' }),
    await testPlan(house, 500, { rolloverMax: null }),
    await testPlan(house, 9000, { periodUnit: 'year' }),
  ]
}

/** Tokens of the plan's grants that end together, and the most that one allowance among theirs brings. */
async function periodSums({ house, accountId }: Scene) {
  return house.db.$queryRaw<{ brought: bigint; most: bigint }[]>`
    SELECT sum(g.amount)::bigint AS brought, max(l.amount) AS most
    FROM "grant" g JOIN allowance l ON l.account_id = g.account_id AND l.id = g.allowance_id
    WHERE g.account_id = ${accountId}::uuid AND g.source = 'plan' GROUP BY g.expires_at`
}

it('whatever is assigned, ended, used and waited for: bought tokens stay, no period brings more than its dearest plan, all verifies', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyDeed, { minLength: 4, maxLength: 14 }), async (deeds) => {
      const scene = await planScene('2026-01-31T09:00:00Z')
      const { house, accountId, clock } = scene
      const plans = await allPlans(scene)
      const pack = { accountId, key: 'pack', source: 'pack' as const, name: 'Pack', reason: 'Bought.' }
      await giveGrant(SYSTEM, { ...pack, tokens: `${PACK / 1000n}` }, house)
      for (const deed of deeds) {
        if ('assign' in deed) await scene.assign(plans[deed.assign] ?? '')
        else if ('end' in deed) await scene.end().catch(expectNoPlan)
        else if ('use' in deed) expect(await scene.use(deed.use)).toBe('charge')
        else clock.advance(BigInt(deed.hours) * HOUR)
      }
      const bought = await house.db.grant.findFirstOrThrow({ where: { accountId, source: 'pack' } })
      expect(bought.available + bought.spent).toBe(PACK)
      for (const { brought, most } of await periodSums(scene)) expect(brought <= most).toBe(true)
      const results = await verifyLedger(SYSTEM, { accountId }, house)
      expect(results.flatMap(({ offences }) => offences)).toEqual([])
    }),
    { numRuns: 15, endOnFailure: true },
  )
}, 120_000)

function expectNoPlan(refusal: { kind?: string }): void {
  expect(refusal.kind).toBe('conflict')
}

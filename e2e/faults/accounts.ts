import { TOKEN } from '@/lib/domain/tokens'
import { serviceKey } from '@/lib/testing/api-call'
import { SYSTEM, testAccount } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import type { House } from '@/lib/usecases/define'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'

/** An account of a round and what it began with, in whole tokens. */
export interface OpenedAccount {
  id: string
  opening: bigint
  /** The most of a minute of the clock and of any minute, in thousandths: of accounts on a plan. */
  caps?: { fixed: bigint; rolling: bigint }
}

/** Rich ones, then some that run dry at different moments. */
const OPENINGS = [
  ...Array.from({ length: 22 }, () => 1_000_000_000n),
  ...[100n, 400n, 1_600n, 6_400n, 25_600n, 102_400n],
]
/** Tokens of a minute of the clock and of any minute: windows that fill at different moments. */
const WINDOWS = [
  { fixed: 150, rolling: 200 },
  { fixed: 1500, rolling: 2000 },
  { fixed: 6000, rolling: 8000 },
]
const ALLOWANCE = 1_000_000_000
const WORDS = { reasonEn: 'It is a quota of the faults.', reasonFr: "C'est un quota des pannes." }

/** The accounts of a round, the hot one first, and a key that may report for all of them. */
export async function openAccounts(house: House): Promise<{ accounts: OpenedAccount[]; key: string }> {
  const accounts: OpenedAccount[] = []
  for (const opening of OPENINGS) accounts.push({ id: await testAccount(house, String(opening)), opening })
  for (const { fixed, rolling } of WINDOWS) {
    const minute = { unit: 'minute', policy: 'stop', ...WORDS } as const
    const quotas = [
      { ...minute, name: 'clock', kind: 'fixed' as const, cap: String(fixed) },
      { ...minute, name: 'any', kind: 'rolling' as const, cap: String(rolling) },
    ]
    const planKey = await testPlan(house, ALLOWANCE, { quotas })
    const id = await testAccount(house)
    await assignPlan(SYSTEM, { accountId: id, planKey, reason: 'For the faults.' }, house)
    const caps = { fixed: BigInt(fixed) * TOKEN, rolling: BigInt(rolling) * TOKEN }
    accounts.push({ id, opening: BigInt(ALLOWANCE), caps })
  }
  return { accounts, key: await serviceKey(house, ['usage:write']) }
}

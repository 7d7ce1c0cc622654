import { randomUUID } from 'node:crypto'
import { findBook } from '@/lib/db/ledger'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { instantToIso } from '@/lib/domain/instants'
import type { House } from '@/lib/usecases/define'
import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'
import type { TestClock } from './house'

/** A key of the account, or of the seller. */
export function keyCaller(
  accountId: string | null,
  scopes: ApiKeyCaller['scopes'] = ['usage:write'],
): ApiKeyCaller & { keyId: string } {
  return { kind: 'apiKey', keyId: randomUUID(), accountId, scopes }
}

/** A hold of so many tokens for new work. */
export function holdOf(calls: number, more: object = {}) {
  return { id: randomUUID(), action: 'unit', quantities: { call: calls }, ...more }
}

/** What work took in truth, now. */
export function tookNow(clock: TestClock, calls: number, more: object = {}) {
  return { quantities: { call: calls }, occurredAt: instantToIso(clock.now()), ...more }
}

/** What is available, held and owed, in whole tokens. */
export async function totalsOf(house: House, accountId: string): Promise<number[]> {
  const book = await findBook(house.db, accountId)
  return [book?.available, book?.held, book?.debt].map((amount) => Number((amount ?? 0n) / 1000n))
}

/** What verify finds wrong with the account. */
export async function offencesOf(house: House, accountId: string) {
  const results = await verifyLedger({ kind: 'job', name: 'verify' }, { accountId }, house)
  return results.flatMap(({ offences }) => offences)
}

import { randomUUID } from 'node:crypto'
import { Refusal, type RefusalKind } from '@/lib/domain/refusals'
import type { House } from '@/lib/usecases/define'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { recordUsage } from '@/lib/usecases/metering/record-usage'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { holdOf, keyCaller, tookNow } from './holds'
import type { TestClock } from './house'

export interface Crowd {
  /** Two houses on one database are two processes to each other: each has a queue of its own. */
  houses: readonly House[]
  clock: TestClock
  accountId: string
}

const CLIENTS = 50

/**
 * Fifty clients that use tokens at once, each in its own way: some charge, some hold and capture a part, some hold and release. Each does
 * `rounds` pieces of work of `size` tokens at most, one after another, refused or not. Returns how often what was refused.
 */
export async function crowd(on: Crowd, rounds: number, size: number): Promise<Map<RefusalKind, number>> {
  const refused = new Map<RefusalKind, number>()
  const client = async (n: number) => {
    for (let round = 0; round < rounds; round++) {
      await work(on, n + round, 1 + ((n * 7 + round * 13) % size)).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        refused.set(error.kind, (refused.get(error.kind) ?? 0) + 1)
      })
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)))
  return refused
}

async function work({ houses, clock, accountId }: Crowd, n: number, tokens: number): Promise<void> {
  const key = keyCaller(accountId)
  const [house, other] = n % 2 === 0 ? houses : [...houses].reverse()
  if (n % 3 === 0) {
    await recordUsage(key, { id: randomUUID(), action: 'unit', ...tookNow(clock, tokens) }, house)
    return
  }
  const { hold } = await openHold(key, holdOf(tokens), house)
  if (n % 3 === 1) await captureHold(key, { id: hold.id, ...tookNow(clock, Math.ceil(tokens / 3)) }, other)
  else await releaseHold(key, { id: hold.id }, other)
}

/** Whole tokens that the account was charged. */
export async function chargedTokens({ houses, accountId }: Crowd): Promise<number> {
  const sum = await houses[0]?.db.charge.aggregate({ where: { accountId }, _sum: { tokens: true } })
  return Number(sum?._sum.tokens ?? 0n) / 1000
}

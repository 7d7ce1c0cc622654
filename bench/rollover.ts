import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { serveWorker } from '@/lib/boot/serve-worker.mjs'
import { instantFromMillis } from '@/lib/domain/instants'
import { anchorOf } from '@/lib/domain/ledger/periods'
import { SYSTEM } from '@/lib/testing/house'
import { testPlan } from '@/lib/testing/plans'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { openCustomerAccount } from '@/lib/usecases/oversight/open-customer-account'
import { countDue } from '../e2e/faults/due-accounts'
import { quantile } from './measure'
import { CLIENTS } from './measurements'
import { RawConnection } from './raw-connection'
import type { Reference } from './reference'
import { aligned, spread } from './report'
import { anyOf, single } from './requests'
import { manyAtOnce, type Stage } from './stage'

const ZONE = 'UTC'
const ALLOWANCE = 1_000_000
const MINUTE_MS = 60_000
const LOOK_MS = 100
/** Live traffic before the moment, which the sweep is compared with; some before that does not count. */
const BEFORE_MS = 20_000
const WARM_UP_MS = 5000
/** Putting an account on a plan takes so many times as long as opening it, at most. */
const PATIENCE = 5

interface RolloverRound {
  /** Transactions a second. */
  reference: number
  /** Seconds from the moment until all accounts were settled. */
  seconds: number
  /** Latencies of live events before the moment, and from then until all were settled; in milliseconds. */
  before: readonly number[]
  during: readonly number[]
  refusals: number
}

/** At one moment the periods of all accounts end, while events of these and of other accounts go on; so many rounds of it. */
export async function measureRollover(
  stage: Stage,
  reference: Reference,
  { accounts: count, rounds: roundCount, seconds }: { accounts: number; rounds: number; seconds: number },
  tell: (line: string) => void,
): Promise<string> {
  const rounds: RolloverRound[] = []
  while (rounds.length < roundCount) {
    const rate = await reference.run(seconds)
    const { accounts, dueAt } = await preparePeriods(stage, count)
    rounds.push({ reference: rate, ...(await roll(stage, accounts, dueAt)) })
    tell(`Round ${rounds.length}: ${count} periods rolled over in ${rounds.at(-1)?.seconds.toFixed(1)} s`)
  }
  return reportOf(rounds, count)
}

/** Accounts on a plan whose periods end at one whole minute; half of the allowance is to roll over, the rest lapses. */
async function preparePeriods({ house }: Stage, count: number): Promise<{ accounts: string[]; dueAt: number }> {
  const planKey = await testPlan(house, ALLOWANCE)
  const startedAt = Date.now()
  const accounts = await manyAtOnce(count, async () => {
    const opened = await openCustomerAccount(SYSTEM, { name: 'Rolls', timeZone: ZONE, currency: 'EUR' }, house)
    return opened.accountId
  })
  const readyAt = Date.now() + PATIENCE * (Date.now() - startedAt)
  const dueAt = Math.ceil((readyAt + WARM_UP_MS + BEFORE_MS) / MINUTE_MS) * MINUTE_MS
  const wall = anchorOf(instantFromMillis(dueAt), ZONE)
  // Four years earlier, which every day of the calendar has.
  const anchor = `${Number(wall.slice(0, 4)) - 4}${wall.slice(4)}`
  await manyAtOnce(count, (i) =>
    assignPlan(SYSTEM, { accountId: accounts[i] ?? '', planKey, reason: 'For the bench.', anchor }, house),
  )
  if (Date.now() > readyAt) throw new Error('The accounts were not ready in time. Try again, or fewer of them.')
  return { accounts, dueAt }
}

/** Live events until the sweep of a worker of its own has settled everything. */
async function roll(
  stage: Stage,
  accounts: readonly string[],
  dueAt: number,
): Promise<Omit<RolloverRound, 'reference'>> {
  const { cluster } = stage
  const output = fs.openSync(path.join(cluster.home, 'worker.log'), 'a')
  const worker = serveWorker({ env: {}, output })
  await sleep(dueAt - BEFORE_MS - WARM_UP_MS - Date.now())
  const traffic = new Traffic([...stage.accounts, ...accounts])
  await traffic.start(stage)
  await sleep(dueAt - Date.now())
  while ((await countDue(cluster.url, instantFromMillis(dueAt))) > 0) await sleep(LOOK_MS)
  const settledAt = Date.now()
  await traffic.stop()
  await worker.stop()
  fs.closeSync(output)
  return {
    seconds: (settledAt - dueAt) / 1000,
    before: traffic.latencies(dueAt - BEFORE_MS, dueAt),
    during: traffic.latencies(dueAt, settledAt),
    refusals: traffic.refusals,
  }
}

/** Clients that report events, each the next one once it has its answer. */
class Traffic {
  refusals = 0
  private readonly seen: { sentAt: number; milliseconds: number }[] = []
  private isStopping = false
  private running: Promise<unknown> = Promise.resolve()

  constructor(private readonly accounts: readonly string[]) {}

  async start(stage: Stage): Promise<void> {
    const port = Number(new URL(stage.application.url).port)
    const errand = single(stage, () => anyOf(this.accounts))
    const connections = await Promise.all(Array.from({ length: CLIENTS }, () => RawConnection.open(port)))
    const report = async (connection: RawConnection) => {
      while (!this.isStopping) {
        const [sentAt, startedAt] = [Date.now(), performance.now()]
        const { status } = await errand(connection)
        this.seen.push({ sentAt, milliseconds: performance.now() - startedAt })
        if (status !== 200) this.refusals++
      }
      connection.close()
    }
    this.running = Promise.all(connections.map(report))
  }

  async stop(): Promise<void> {
    this.isStopping = true
    await this.running
  }

  /** Of events that were sent between the two moments. */
  latencies(from: number, to: number): number[] {
    return this.seen.flatMap(({ sentAt, milliseconds }) => (sentAt >= from && sentAt < to ? [milliseconds] : []))
  }
}

function reportOf(rounds: readonly RolloverRound[], count: number): string {
  const over = (pick: (round: RolloverRound) => number, decimals: number) => spread(rounds.map(pick), decimals)
  const rate = ({ before }: RolloverRound) => (before.length * 1000) / BEFORE_MS
  return aligned([
    ['reference', `${over(({ reference }) => reference, 0)} transactions a second`],
    [`until all ${count} accounts are settled`, `${over(({ seconds }) => seconds, 1)} s`],
    ['accounts a second', over(({ seconds }) => count / seconds, 0)],
    ['ratio to reference', over(({ seconds, reference }) => count / seconds / reference, 2)],
    ['live events a second before', over(rate, 0)],
    ['live events a second meanwhile', over(({ during, seconds }) => during.length / seconds, 0)],
    ['live p50 before, ms', over(({ before }) => quantile(before, 0.5), 1)],
    ['live p50 meanwhile, ms', over(({ during }) => quantile(during, 0.5), 1)],
    ['live p99 before, ms', over(({ before }) => quantile(before, 0.99), 1)],
    ['live p99 meanwhile, ms', over(({ during }) => quantile(during, 0.99), 1)],
    ['p99 meanwhile / before', over(({ before, during }) => quantile(during, 0.99) / quantile(before, 0.99), 2)],
    ['refused or failed', over(({ refusals }) => refusals, 0)],
  ])
}

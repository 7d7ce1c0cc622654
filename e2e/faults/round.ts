import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@/lib/db/client'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount } from '@/lib/testing/house'
import { type House, newId } from '@/lib/usecases/define'
import { APPLICATION_ROLE, type Cluster } from './cluster'
import type { Dice } from './dice'
import type { Fault } from './fault'
import { HttpClient } from './http-client'
import { Journal } from './journal'
import { CLIENTS, Load } from './load'
import { judgeAnswers, judgeBalances, judgeLedger, judgeRows, judgeStatuses, type OpenedAccount } from './oracle'
import { type Replayed, replay } from './replay'
import type { Stage } from './stage'

export interface RoundReport {
  line: string
  faults: string[]
}

/** Rich ones, then some that run dry at different moments. In whole tokens. */
const OPENINGS = [
  ...Array.from({ length: 24 }, () => 1_000_000_000n),
  ...[100n, 400n, 1_600n, 6_400n, 25_600n, 102_400n],
]

/** One fault at a random moment under load, the recovery, the repetition of everything, and the judgement. */
export async function runRound(stage: Stage, fault: Fault, n: number, dice: Dice): Promise<RoundReport> {
  const { cluster, application, pace } = stage
  const source = `faults-${n}`
  const { accounts, key } = await withHouse(cluster, openAccounts)
  const client = new HttpClient(application.url, key, CLIENTS)
  const file = path.join(cluster.home, `journal-${n}.jsonl`)
  const journal = await Journal.create(file)
  const ids = accounts.map(({ id }) => id)
  await cluster.configure({ commit_siblings: 0, commit_delay: fault.commitDelayMicros })
  const load = new Load(client, journal, source, ids, dice)
  const moment = dice.whole(pace.beforeMin, pace.beforeMax)
  await sleep(moment)
  // While COMMITs wait: whoever acknowledges before they are done is caught in the act.
  if (fault.commitDelayMicros > 0) await load.nextAcknowledgement()
  load.phase = 'during'
  const struckAt = Date.now()
  await fault.strike(stage)
  await sleep(dice.whole(0, pace.outageMax))
  await fault.heal(stage)
  await application.healthy()
  const awayMillis = Date.now() - struckAt
  load.phase = 'after'
  await sleep(pace.after)
  await load.stop()
  const replayed = await replay(client, await journal.close())
  client.close()
  const faults = [
    ...judgeAnswers(replayed.told),
    ...judgeStatuses(load.tally, replayed),
    ...(await judgeRows(cluster.url, source, replayed.told)),
    ...(await judgeBalances(cluster.url, accounts)),
    ...(await withHouse(cluster, judgeLedger)),
  ]
  if (faults.length === 0) fs.rmSync(file)
  const when = `${fault.name} after ${(moment / 1000).toFixed(1)} s, back after ${(awayMillis / 1000).toFixed(1)} s`
  return { line: `${when}; ${countsOf(load, replayed)}`, faults }
}

/** Use cases on connections of their own, which are closed before anything is killed. */
async function withHouse<T>(cluster: Cluster, work: (house: House) => Promise<T>): Promise<T> {
  const db = connect(cluster.url, APPLICATION_ROLE, 4)
  try {
    return await work({ db, clock: null, newId })
  } finally {
    await db.$disconnect()
  }
}

async function openAccounts(house: House): Promise<{ accounts: OpenedAccount[]; key: string }> {
  const accounts: OpenedAccount[] = []
  for (const opening of OPENINGS) accounts.push({ id: await testAccount(house, String(opening)), opening })
  return { accounts, key: await serviceKey(house, ['usage:write']) }
}

function countsOf({ tally }: Load, { told }: Replayed): string {
  const count = (status: number) => Object.values(tally).reduce((sum, counts) => sum + (counts.get(status) ?? 0), 0)
  const events = told.flatMap(({ first, final }) => final.map((last, i) => ({ first: first?.[i]?.status ?? 0, last })))
  const inDoubt = events.filter(({ first }) => first !== 200 && first !== 402)
  const recorded = inDoubt.filter(({ last }) => last.isReplayed).length
  const charges = events.filter(({ last }) => last.status === 200).length
  return (
    `${events.length} events in ${told.length} requests: ${count(200)} acknowledged, ${count(402)} refused, ` +
    `${count(503)} answered 503, ${count(0)} cut; of the ${inDoubt.length} in doubt ${recorded} had been recorded; ` +
    `after repetition ${charges} charges`
  )
}

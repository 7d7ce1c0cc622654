import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '@/lib/db/client'
import { instantFromMillis } from '@/lib/domain/instants'
import { type House, newId } from '@/lib/usecases/define'
import { settleDue } from '@/lib/usecases/ledger/settle-due'
import { openAccounts } from './accounts'
import { APPLICATION_ROLE, type Cluster } from './cluster'
import type { Dice } from './dice'
import { countDue } from './due-accounts'
import type { Fault } from './fault'
import { HttpClient } from './http-client'
import { Journal } from './journal'
import { CLIENTS, Load } from './load'
import { judgeAnswers, judgeLedger, judgeStatuses } from './oracle'
import { judgeBalances, judgeCharges, judgeHolds } from './oracle-rows'
import { judgeWindows } from './oracle-windows'
import { isFinal, REFUSALS } from './outcome'
import { type Replayed, replay } from './replay'
import type { Stage } from './stage'
import { Sweep } from './sweep'

const HOLDS_RUN_OUT_MS = 1100

export interface RoundReport {
  line: string
  faults: string[]
}

/** One fault under load, the recovery, the repetition of everything, and the judgement. */
export async function runRound(stage: Stage, fault: Fault, n: number, dice: Dice): Promise<RoundReport> {
  const { cluster, application } = stage
  const source = `faults-${n}`
  const { accounts, key } = await withHouse(cluster, openAccounts)
  const sweep = fault.isMidSweep ? await withHouse(cluster, (house) => Sweep.prepare(stage, house)) : null
  const client = new HttpClient(application.url, key, CLIENTS)
  const file = path.join(cluster.home, `journal-${n}.jsonl`)
  const journal = await Journal.create(file)
  const ids = accounts.map(({ id }) => id)
  await cluster.configure({ commit_siblings: 0, commit_delay: fault.commitDelayMicros })
  const load = new Load(client, journal, source, ids, dice)
  const when = await breakAndHeal(stage, fault, { load, sweep }, dice)
  await load.stop()
  const replayed = await replay(client, await journal.close())
  client.close()
  await withHouse(cluster, (house) => settleEverything(house, cluster.url))
  const faults = [
    ...judgeAnswers(replayed.told),
    ...judgeStatuses(load.tally, replayed),
    ...(await judgeCharges(cluster.url, source, replayed.told)),
    ...(await judgeHolds(cluster.url, source, replayed.told)),
    ...(await judgeBalances(cluster.url, accounts)),
    ...(await judgeWindows(cluster.url, accounts)),
    ...(sweep ? await sweep.judge() : []),
    ...(await withHouse(cluster, judgeLedger)),
  ]
  if (faults.length === 0) fs.rmSync(file)
  return { line: `${when}; ${countsOf(load, replayed)}`, faults }
}

/** Strikes at a random moment of the load or of the sweep, waits for the recovery, and says when and how long that was. */
async function breakAndHeal(
  stage: Stage,
  fault: Fault,
  { load, sweep }: { load: Load; sweep: Sweep | null },
  dice: Dice,
): Promise<string> {
  const { application, pace } = stage
  const startedAt = Date.now()
  if (sweep) await sweep.reachMiddle(dice)
  else await sleep(dice.whole(pace.beforeMin, pace.beforeMax))
  // While COMMITs wait: whoever acknowledges before they are done is caught in the act.
  if (fault.commitDelayMicros > 0) await load.nextAcknowledgement()
  load.phase = 'during'
  const struckAt = Date.now()
  await fault.strike(stage)
  await sleep(dice.whole(0, pace.outageMax))
  await fault.heal(stage)
  await application.healthy()
  const healedAt = Date.now()
  load.phase = 'after'
  await sweep?.end()
  await sleep(pace.after)
  const seconds = (millis: number) => `${(millis / 1000).toFixed(1)} s`
  const when = `${fault.name} after ${seconds(struckAt - startedAt)}, back after ${seconds(healedAt - struckAt)}`
  return sweep ? `${when}; ${sweep}` : when
}

/** Lets the holds run out that last a second, and settles what is due: then everything has come to its end. */
async function settleEverything(house: House, url: string): Promise<void> {
  await sleep(HOLDS_RUN_OUT_MS)
  const by = instantFromMillis(Date.now())
  while ((await countDue(url, by)) > 0) {
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false)
      after = (await settleDue({ kind: 'job', name: 'ledger.settle-due' }, { after }, house)).next
  }
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

function countsOf({ tally }: Load, { told }: Replayed): string {
  const count = (name: string) => Object.values(tally).reduce((sum, counts) => sum + (counts.get(name) ?? 0), 0)
  const items = told.flatMap(({ request: { kind }, first, final }) =>
    final.map((last, i) => ({ kind, first: first?.[i], last })),
  )
  const refused = REFUSALS.map((name) => `${count(name)} ${name}`).join(', ')
  const inDoubt = items.filter(({ first }) => !first || !isFinal(first))
  const recorded = inDoubt.filter(({ last }) => last.isReplayed).length
  const done = (kind: string) => items.filter((item) => item.kind === kind && item.last.status === 200).length
  return (
    `${items.length} items in ${told.length} requests: ${count('200')} acknowledged, ${refused}, ` +
    `${count('503 unavailable')} answered 503, ${count('0')} cut; of the ${inDoubt.length} in doubt ${recorded} had been recorded; ` +
    `in the end ${done('usage')} events charged, ${done('hold')} holds, ${done('capture')} captured, ${done('release')} released`
  )
}

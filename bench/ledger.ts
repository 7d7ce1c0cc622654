// npm run bench: what the ledger does in a second, beside what PostgreSQL itself does, on the same server in the same minutes.
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureClient } from '@/lib/boot/generate.mjs'
import { withLock } from '@/lib/boot/lock.mjs'
import { say, step } from '@/lib/boot/progress.mjs'
import { runToEnd } from '@/lib/boot/stopping.mjs'
import { Application, enterSettings, settingsFor } from '../e2e/faults/application'
import { ensureServedBuild, enterHarness, openCluster } from '../e2e/faults/cluster'
import type { Measurement } from './measure'
import { prepareReference, type Reference } from './reference'
import { latencyRatio, type Round, reportOf } from './report'
import type { Stage } from './stage'

const WARM_UP_SECONDS = 2
const ROLLOVER = 'rollover'

interface Asked {
  /** The measurements whose names have this in them; the rollover, which takes minutes, only when it is named. */
  only: string
  rounds: number
  seconds: number
  charges: number
  /** Whose periods end at one moment. */
  accounts: number
  reference: string
}

await runToEnd(async () => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      charges: { type: 'string', default: '1000000' },
      accounts: { type: 'string', default: '10000' },
      reference: { type: 'string', default: 'pgbench' },
    },
  })
  const asked: Asked = {
    ...values,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    charges: Number(values.charges),
    accounts: Number(values.accounts),
  }
  const home = enterHarness('bench')
  return withLock(path.join(home, 'run.lock'), () => run(home, asked))
})

async function run(home: string, asked: Asked): Promise<number> {
  await step('Database client', ensureClient)
  await step('Build', ensureServedBuild)
  const cluster = await step('Database', () => openCluster(home, 'bench'))
  const settings = await settingsFor(cluster)
  enterSettings(settings)
  const application = await step('Application', () => Application.start(settings, home))
  // They load the database client, which a fresh clone has only now.
  const { setStage } = await import('./stage')
  const { judgeLedger } = await import('../e2e/faults/oracle')
  const stage = await step('Accounts', () => setStage(cluster, application, asked.charges))
  const reference = await step('Reference', () => prepareReference(home, asked.reference))
  say(`\nReference: ${reference.name}; ${os.cpus().length} processors, ${os.cpus()[0]?.model}.`)
  await (asked.only === ROLLOVER ? rollover : paths)(stage, reference, asked)
  await application.stop()
  const faults = await step('Verify', () => judgeLedger(stage.house))
  say(faults.length === 0 ? 'The ledger is clean.' : faults.join('\n'))
  await stage.house.db.$disconnect()
  return faults.length === 0 ? 0 : 1
}

/** What each path does in a second, all of them in turn in each round. */
async function paths(stage: Stage, reference: Reference, { only, rounds: count, seconds }: Asked): Promise<void> {
  const { MEASUREMENTS, FEW, MANY } = await import('./measurements')
  const { countStatements } = await import('./flush')
  const { charge } = await import('./stage')
  const chosen = MEASUREMENTS.filter(({ name }) => name.includes(only))
  if (chosen.length === 0) throw new Error(`No measurement has "${only}" in its name.`)
  const [few, many] = [chosen.indexOf(FEW), chosen.indexOf(MANY)]
  const charged = [...(few < 0 ? [] : [stage.few]), ...(many < 0 ? [] : [stage.many])]
  for (const account of charged)
    await step(`${account.charges} charges on one account`, () => charge(stage.house, account))
  for (const measurement of chosen) await measurement.run(stage, WARM_UP_SECONDS)
  say(`${count} rounds, each measurement ${seconds} s.`)
  const rounds: Round[] = []
  while (rounds.length < count) {
    say(`Round ${rounds.length + 1}, load average ${loadAverage()}`)
    rounds.push(await measureRound(stage, reference, chosen, seconds))
  }
  say(`Load average at the end ${loadAverage()}\n\n${reportOf(chosen, rounds)}`)
  if (few >= 0 && many >= 0)
    say(
      `\nA balance read after ${stage.many.charges} charges takes ${latencyRatio(rounds, few, many)} times one after ${stage.few.charges} (medians).`,
    )
  say(await countStatements(stage))
}

async function measureRound(
  stage: Stage,
  reference: Reference,
  chosen: readonly Measurement[],
  seconds: number,
): Promise<Round> {
  const round: Round = { reference: await reference.run(seconds), slices: [] }
  for (const measurement of chosen) round.slices.push(await measurement.run(stage, seconds))
  return round
}

async function rollover(stage: Stage, reference: Reference, { accounts, rounds, seconds }: Asked): Promise<void> {
  const { measureRollover } = await import('./rollover')
  const tell = (line: string) => say(`${line}, load average ${loadAverage()}`)
  say(`\n${await measureRollover(stage, reference, { accounts, rounds, seconds }, tell)}`)
}

/** Over the last minute, the bench itself included. */
function loadAverage(): string {
  return (os.loadavg()[0] ?? 0).toFixed(1)
}

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
import { prepareReference } from './reference'
import { latencyRatio, type Round, reportOf } from './report'

const WARM_UP_SECONDS = 2

interface Asked {
  rounds: number
  seconds: number
  charges: number
  reference: string
}

await runToEnd(async () => {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '4' },
      charges: { type: 'string', default: '1000000' },
      reference: { type: 'string', default: 'pgbench' },
    },
  })
  const asked = {
    ...values,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    charges: Number(values.charges),
  }
  const home = enterHarness('bench')
  return withLock(path.join(home, 'run.lock'), () => run(home, asked))
})

async function run(home: string, { rounds: count, seconds, charges, reference: choice }: Asked): Promise<number> {
  await step('Database client', ensureClient)
  await step('Build', ensureServedBuild)
  const cluster = await step('Database', () => openCluster(home, 'bench'))
  const settings = await settingsFor(cluster)
  enterSettings(settings)
  const application = await step('Application', () => Application.start(settings, home))
  // They load the database client, which a fresh clone has only now.
  const { setStage, charge } = await import('./stage')
  const { MEASUREMENTS } = await import('./measurements')
  const { countStatements } = await import('./flush')
  const { judgeLedger } = await import('../e2e/faults/oracle')
  const stage = await step('1,000 accounts', () => setStage(cluster, application, charges))
  await step(`${charges} charges on one account`, async () => {
    await charge(stage.house, stage.few)
    await charge(stage.house, stage.many)
  })
  const reference = await step('Reference', () => prepareReference(home, choice))
  say(
    `\nReference: ${reference.name}. ${count} rounds, each measurement ${seconds} s; ${os.cpus().length} processors, ${os.cpus()[0]?.model}.`,
  )
  for (const measurement of MEASUREMENTS) await measurement.run(stage, WARM_UP_SECONDS)
  const rounds: Round[] = []
  while (rounds.length < count) {
    say(`Round ${rounds.length + 1}, load average ${loadAverage()}`)
    const round: Round = { reference: await reference.run(seconds), slices: [] }
    for (const measurement of MEASUREMENTS) round.slices.push(await measurement.run(stage, seconds))
    rounds.push(round)
  }
  say(`Load average at the end ${loadAverage()}\n\n${reportOf(MEASUREMENTS, rounds)}`)
  const [few, many] = [MEASUREMENTS.length - 2, MEASUREMENTS.length - 1]
  say(
    `\nA balance read after ${charges} charges takes ${latencyRatio(rounds, few, many)} times one after ${stage.few.charges} (medians).`,
  )
  say(await countStatements(stage))
  await application.stop()
  const faults = await step('Verify', () => judgeLedger(stage.house))
  say(faults.length === 0 ? 'The ledger is clean.' : faults.join('\n'))
  await stage.house.db.$disconnect()
  return faults.length === 0 ? 0 : 1
}

/** Over the last minute, the bench itself included. */
function loadAverage(): string {
  return (os.loadavg()[0] ?? 0).toFixed(1)
}

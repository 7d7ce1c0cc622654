// npm run faults: kill -9 under load, and nothing acknowledged is lost, nothing doubled. `--smoke` is the part of npm test.
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureClient } from '@/lib/boot/generate.mjs'
import { withLock } from '@/lib/boot/lock.mjs'
import { complain, say, step } from '@/lib/boot/progress.mjs'
import { serveWorker } from '@/lib/boot/serve-worker.mjs'
import { isStopping, runToEnd } from '@/lib/boot/stopping.mjs'
import { Application, enterSettings, settingsFor } from './application'
import { ensureServedBuild, enterHarness, openCluster } from './cluster'
import { Dice } from './dice'
import {
  APPLICATION_KILLED,
  type Fault,
  POSTGRESQL_KILLED,
  POSTGRESQL_KILLED_MID_SWEEP,
  POSTMASTER_KILLED,
  WORKER_KILLED,
} from './fault'
import type { Pace, Stage } from './stage'

interface Plan {
  faults: readonly Fault[]
  pace: Pace
}

const WHOLE: Plan = {
  faults: [
    ...[1, 2, 3, 4, 5].flatMap((n) => [APPLICATION_KILLED, n % 2 === 0 ? POSTMASTER_KILLED : POSTGRESQL_KILLED]),
    ...[1, 2].flatMap(() => [WORKER_KILLED, POSTGRESQL_KILLED_MID_SWEEP]),
  ],
  pace: {
    beforeMin: 2000,
    beforeMax: 10_000,
    outageMax: 1000,
    after: 3000,
    duePreparation: 40_000,
    dueAccountsMax: 4000,
  },
}
const SMOKE: Plan = {
  faults: [APPLICATION_KILLED, POSTMASTER_KILLED, POSTGRESQL_KILLED_MID_SWEEP, WORKER_KILLED],
  pace: {
    beforeMin: 1000,
    beforeMax: 3000,
    outageMax: 500,
    after: 1000,
    duePreparation: 8000,
    dueAccountsMax: 1000,
  },
}

/** The worker's: a sweep has a middle also where a slow machine has prepared few accounts for it. */
const SMALL_BATCHES = { LEDGER_BATCH_ACCOUNTS: '20' }

await runToEnd(async () => {
  const { values } = parseArgs({ options: { smoke: { type: 'boolean' }, seed: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 1_000_000)
  if (!Number.isSafeInteger(seed)) throw new Error('The seed must be a whole number.')
  const home = enterHarness('faults')
  return withLock(path.join(home, 'run.lock'), () => runAll(home, values.smoke ? SMOKE : WHOLE, seed))
})

async function runAll(home: string, plan: Plan, seed: number): Promise<number> {
  say(`Faults under load, seed ${seed} (again: npm run faults -- --seed ${seed})\n`)
  await step('Database client', ensureClient)
  await step('Build', ensureServedBuild)
  const cluster = await step('Database', () => openCluster(home, 'faults'))
  const settings = await settingsFor(cluster)
  enterSettings(settings)
  const application = await step('Application', () => Application.start(settings, home))
  // It loads the database client, which a fresh clone has only now.
  const { runRound } = await import('./round')
  const worker = serveWorker({
    env: { ...settings, ...SMALL_BATCHES },
    output: fs.openSync(path.join(home, 'worker.log'), 'w'),
  })
  const stage: Stage = { cluster, application, worker, pace: plan.pace }
  let broken = 0
  for (const [i, fault] of plan.faults.entries()) {
    if (isStopping()) return 1
    const { line, faults } = await runRound(stage, fault, i + 1, new Dice(seed).fork(i))
    say(`${faults.length === 0 ? '✓' : '✗'} round ${i + 1}: ${line}`)
    for (const text of faults) complain(`  ${text}`)
    if (faults.length > 0) broken++
  }
  await worker.stop()
  await application.stop()
  const { runPurchases } = await import('./purchases')
  broken += await runPurchases(cluster, plan === SMOKE)
  say(
    broken === 0
      ? `\n${plan.faults.length} rounds and the purchases: nothing acknowledged was lost, nothing doubled, the ledger is clean.`
      : `\n${broken} rounds or purchases broke a promise (seed ${seed}). Their journals are in ${home}, and what application and worker printed.`,
  )
  return broken === 0 ? 0 : 1
}

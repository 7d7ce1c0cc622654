import { setTimeout as sleep } from 'node:timers/promises'
import { database } from '@/lib/db/client'
import { startWorker } from '@/lib/jobs/runner'
import { thePayments } from '@/lib/usecases/purchases/the-payments'

/** A database that does not answer must not keep us: what we leave is taken over by the next. Less than our starter's patience. */
const STOP_LIMIT_MILLIS = 8000

// One process that runs jobs. Its argument is its place: the same for the process that takes over from it.
const [place = `pid-${process.pid}`] = process.argv.slice(2)
const worker = startWorker({ place })
await thePayments()

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await Promise.race([worker.stop().then(() => database().$disconnect()), sleep(STOP_LIMIT_MILLIS)])
    process.exit(0)
  })
}

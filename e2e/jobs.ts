import { randomUUID } from 'node:crypto'
import { expect } from '@playwright/test'
import { loadJobFacts } from '@/lib/db/jobs'
import { type JobRunner, startWorker } from '@/lib/jobs/runner'
import { house } from './fixtures'

export interface FailingJob {
  name: string
  /** From now on it succeeds. */
  mend: () => void
  worker: JobRunner
}

/** A worker with one job of its own, which fails, and has failed already. Stop it at the end. */
export async function workerWithFailingJob(): Promise<FailingJob> {
  const name = `test.fails-${randomUUID().slice(0, 8)}`
  let isMended = false
  const sweep = async () => {
    if (!isMended) throw new Error(`The ${name} has no luck.`)
    return { counts: { accounts: 3 }, failures: [], next: null }
  }
  const worker = startWorker({ place: name, jobs: [{ name, schedule: '* * * * *', sweep }], house })
  await expect
    .poll(async () => (await loadJobFacts(house.db)).queued.find((job) => job.name === name)?.lastError, {
      timeout: 30_000,
    })
    .toContain('no luck')
  return {
    name,
    mend: () => {
      isMended = true
    },
    worker,
  }
}

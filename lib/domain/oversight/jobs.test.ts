import { describe, expect, test } from 'vitest'
import { instant } from '@/lib/testing/house'
import { SECOND } from '../instants'
import { type JobFacts, type JobRun, type JobWorker, type QueuedJob, viewJobs } from './jobs'

const now = instant('2026-03-02T09:00:30Z')
const settle = { name: 'ledger.settle-due', schedule: '* * * * *' }
const forget = { name: 'access.forget-expired', schedule: '17 3 * * *' }
const worker: JobWorker = { jobs: [settle, forget], seenAt: now - SECOND, isStopped: false }
const run: JobRun = {
  name: settle.name,
  startedAt: now - 30n * SECOND,
  finishedAt: now - 29n * SECOND,
  outcome: 'done',
  counts: {},
  error: null,
}
const queued: QueuedJob = {
  name: settle.name,
  attempts: 3,
  lastError: 'No.',
  nextTryAt: now + 7n * SECOND,
  isRunning: false,
}

function view(facts: Partial<JobFacts>) {
  return viewJobs({ workers: [worker], queued: [], lastRuns: [], lastFailures: [], ...facts }, now)
}

describe('what the staff is told about the jobs', () => {
  test('before any worker ran there is none, and no job', () => {
    expect(view({ workers: [] })).toEqual({ workers: 0, seenAt: null, jobs: [] })
  })

  test('a job that never ran says when it will', () => {
    expect(view({}).jobs).toMatchObject([
      { name: settle.name, state: 'never', lastRun: null, nextAt: instant('2026-03-02T09:01:00Z') },
      { name: forget.name, state: 'never', nextAt: instant('2026-03-03T03:17:00Z') },
    ])
  })

  test('a job that went well says what it did', () => {
    expect(view({ lastRuns: [run] }).jobs[0]).toMatchObject({ state: 'well', lastRun: run, failing: null })
  })

  test('a job that failed and waits says why, how often it was tried, and when it is tried next', () => {
    expect(view({ lastRuns: [run], queued: [queued] }).jobs[0]).toMatchObject({
      state: 'failing',
      failing: { attempts: 3, error: 'No.' },
      nextAt: queued.nextTryAt,
    })
  })

  test('failing jobs come first', () => {
    const { jobs } = view({ queued: [{ ...queued, name: forget.name }] })
    expect(jobs.map(({ name }) => name)).toEqual([forget.name, settle.name])
  })

  test('a job that waits for its first try, or runs, is not failing', () => {
    const waiting = { ...queued, attempts: 0, lastError: null }
    expect(view({ lastRuns: [run], queued: [waiting] }).jobs[0]).toMatchObject({ state: 'well', failing: null })
    expect(view({ queued: [{ ...waiting, attempts: 1, isRunning: true }] }).jobs[0]?.state).toBe('running')
    expect(view({ queued: [{ ...queued, isRunning: true }] }).jobs[0]).toMatchObject({
      state: 'running',
      failing: { error: 'No.' },
    })
  })

  test('workers that stopped or fell silent are not counted, and the jobs of the last one are still shown', () => {
    const silent = { ...worker, seenAt: now - 10n * SECOND }
    const old = { jobs: [forget], seenAt: now - 60n * SECOND, isStopped: true }
    expect(view({ workers: [old, silent] })).toMatchObject({
      workers: 0,
      seenAt: silent.seenAt,
      jobs: [{ name: settle.name }, { name: forget.name }],
    })
  })

  test('the jobs of all workers that are there are shown, each once', () => {
    const newer = { ...worker, jobs: [{ ...settle, schedule: '*/5 * * * *' }], seenAt: now }
    const { workers, jobs } = view({ workers: [worker, newer] })
    expect(workers).toBe(2)
    expect(jobs.map(({ name, schedule }) => [name, schedule])).toEqual([
      [settle.name, '*/5 * * * *'],
      [forget.name, forget.schedule],
    ])
  })
})

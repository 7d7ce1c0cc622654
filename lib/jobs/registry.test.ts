import { parseCronItems } from 'graphile-worker'
import { expect, test } from 'vitest'
import { nextRunAt } from '@/lib/domain/oversight/schedule'
import { JOBS } from './registry'

test('every job has a name of its own, and a schedule that the queue and our own pages read', () => {
  expect(new Set(JOBS.map(({ name }) => name)).size).toBe(JOBS.length)
  expect(parseCronItems(JOBS.map(({ name, schedule }) => ({ task: name, match: schedule })))).toHaveLength(JOBS.length)
  for (const { schedule } of JOBS) expect(nextRunAt(schedule, 0n)).toBeGreaterThan(0n)
})

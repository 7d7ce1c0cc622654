import { killHard } from './processes'
import type { Stage } from './stage'

/** Something that breaks, and what whoever runs the product does about it. */
export interface Fault {
  name: string
  /** How long every COMMIT waits before it reaches the disk: whatever is acknowledged meanwhile is acknowledged too early. */
  commitDelayMicros: number
  /** Whether it comes while the worker settles many accounts; else at any moment. */
  isMidSweep: boolean
  strike: (stage: Stage) => Promise<void>
  heal: (stage: Stage) => Promise<void>
}

export const APPLICATION_KILLED: Fault = {
  name: 'application killed',
  commitDelayMicros: 0,
  isMidSweep: false,
  strike: ({ application }) => application.kill(),
  heal: ({ application }) => application.start(),
}

/** Its children notice by themselves, each in its own time. The application is left alone and has to find its way back. */
export const POSTMASTER_KILLED: Fault = {
  name: 'postmaster killed',
  commitDelayMicros: 0,
  isMidSweep: false,
  strike: ({ cluster }) => killHard(cluster.processes().slice(0, 1)),
  heal: ({ cluster }) => cluster.restart(),
}

export const POSTGRESQL_KILLED: Fault = {
  name: 'all of PostgreSQL killed, on a slow disk',
  commitDelayMicros: 100_000,
  isMidSweep: false,
  strike: ({ cluster }) => killHard(cluster.processes()),
  heal: ({ cluster }) => cluster.restart(),
}

export const POSTGRESQL_KILLED_MID_SWEEP: Fault = {
  ...POSTGRESQL_KILLED,
  name: 'all of PostgreSQL killed in the middle of a sweep, on a slow disk',
  isMidSweep: true,
}

/** Another one takes its place by itself. */
export const WORKER_KILLED: Fault = {
  name: 'worker killed in the middle of a sweep',
  commitDelayMicros: 0,
  isMidSweep: true,
  strike: ({ worker }) => killHard([worker.pid() ?? []].flat()),
  heal: async () => {},
}

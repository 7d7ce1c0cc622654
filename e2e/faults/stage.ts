import type { ServedWorker } from '@/lib/boot/serve-worker.mjs'
import type { Application } from './application'
import type { Cluster } from './cluster'

/** What all rounds share. */
export interface Stage {
  cluster: Cluster
  application: Application
  /** Runs the jobs beside the application, as under `npm start`: killed, it is started again. */
  worker: ServedWorker
  pace: Pace
}

/** All in milliseconds. */
export interface Pace {
  /** How long the load runs before the fault, at least and at most, and after the recovery. */
  beforeMin: number
  beforeMax: number
  outageMax: number
  after: number
  /** How long accounts are prepared whose time comes all at once, and how many at most. */
  duePreparation: number
  dueAccountsMax: number
}

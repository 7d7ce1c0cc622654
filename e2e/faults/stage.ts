import type { Application } from './application'
import type { Cluster } from './cluster'

/** What all rounds share. */
export interface Stage {
  cluster: Cluster
  application: Application
  /** How long the load runs before the fault, at least and at most, and after the recovery. In milliseconds. */
  pace: { beforeMin: number; beforeMax: number; outageMax: number; after: number }
}

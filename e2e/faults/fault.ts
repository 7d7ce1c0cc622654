import { killHard } from './processes'
import type { Stage } from './round'

/** Something that breaks, and what whoever runs the product does about it. */
export interface Fault {
  name: string
  strike: (stage: Stage) => Promise<void>
  heal: (stage: Stage) => Promise<void>
}

export const APPLICATION_KILLED: Fault = {
  name: 'application killed',
  strike: ({ application }) => application.kill(),
  heal: ({ application }) => application.start(),
}

/** Its children notice by themselves, each in its own time. The application is left alone and has to find its way back. */
export const POSTMASTER_KILLED: Fault = {
  name: 'postmaster killed',
  strike: ({ cluster }) => killHard(cluster.processes().slice(0, 1)),
  heal: ({ cluster }) => cluster.restart(),
}

export const POSTGRESQL_KILLED: Fault = {
  name: 'all of PostgreSQL killed',
  strike: ({ cluster }) => killHard(cluster.processes()),
  heal: ({ cluster }) => cluster.restart(),
}

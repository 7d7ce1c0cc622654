import { childrenOf, statOf } from '../e2e/faults/processes'

const TICKS_A_SECOND = 100

/** Seconds of processor time used so far by the application, by all of PostgreSQL, and by this process. Zeros where /proc is missing. */
export interface ProcessorTime {
  application: number
  postgres: number
  client: number
}

export function processorTime(applicationPid: number, postmasterPid: number): ProcessorTime {
  const own = process.cpuUsage()
  const backends = childrenOf(postmasterPid).map((pid) => ownSeconds(pid))
  return {
    application: ownSeconds(applicationPid),
    // What backends that ended had used is in the postmaster's account of its children.
    postgres: ownSeconds(postmasterPid) + childSeconds(postmasterPid) + backends.reduce((sum, one) => sum + one, 0),
    client: (own.user + own.system) / 1e6,
  }
}

export function timeBetween(before: ProcessorTime, after: ProcessorTime): ProcessorTime {
  return {
    application: after.application - before.application,
    postgres: after.postgres - before.postgres,
    client: after.client - before.client,
  }
}

/** utime and stime of proc(5), counted from the state. */
function ownSeconds(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields?.[11] ?? 0) + Number(fields?.[12] ?? 0)) / TICKS_A_SECOND
}

/** cutime and cstime. */
function childSeconds(pid: number): number {
  const fields = statOf(pid)
  return (Number(fields?.[13] ?? 0) + Number(fields?.[14] ?? 0)) / TICKS_A_SECOND
}

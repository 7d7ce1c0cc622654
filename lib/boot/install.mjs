import fs from 'node:fs'
import { runNpm } from './command.mjs'
import { inProject } from './paths.mjs'

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry */

/**
 * Installs the packages that package-lock.json names, unless they are there. `all` wants those for tests too.
 * @param {'product' | 'all'} scope
 */
export async function ensureInstalled(scope) {
  if (isInstalled(scope)) return false
  await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  return true
}

/** @param {'product' | 'all'} scope */
function isInstalled(scope) {
  const installed = packagesIn('node_modules/.package-lock.json')
  return Object.entries(packagesIn('package-lock.json')).every(([place, entry]) => {
    const isWanted = place !== '' && !entry.optional && !entry.devOptional && (scope === 'all' || !entry.dev)
    return !isWanted || (installed[place]?.version === entry.version && fs.existsSync(inProject(place)))
  })
}

/** @param {string} file @returns {Record<string, LockEntry>} */
function packagesIn(file) {
  const path = inProject(file)
  return fs.existsSync(path) ? JSON.parse(fs.readFileSync(path, 'utf8')).packages : {}
}

import fs from 'node:fs'
import { runNpm } from './command.mjs'
import { inProject } from './paths.mjs'

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockEntry */

/** Installs the packages that package-lock.json names, unless they are there; those for tests too, since a build checks the tests' types. Returns whether it did. */
export async function ensureInstalled() {
  if (isInstalled()) return false
  await runNpm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  return true
}

function isInstalled() {
  const installed = packagesIn('node_modules/.package-lock.json')
  return Object.entries(packagesIn('package-lock.json')).every(([place, entry]) => {
    const isWanted = place !== '' && !entry.optional && !entry.devOptional
    return !isWanted || (installed[place]?.version === entry.version && fs.existsSync(inProject(place)))
  })
}

/** @param {string} file @returns {Record<string, LockEntry>} */
function packagesIn(file) {
  const path = inProject(file)
  return fs.existsSync(path) ? JSON.parse(fs.readFileSync(path, 'utf8')).packages : {}
}

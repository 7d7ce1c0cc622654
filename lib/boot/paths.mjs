import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Where everything that outlives a run is kept (database, secret, fingerprints): `.data`, or COMPTOIR_DATA_DIR. */
export function dataHome() {
  return path.resolve(PROJECT, process.env.COMPTOIR_DATA_DIR || '.data')
}

/** Absolute path of a file of the project. @param {string[]} parts */
export function inProject(...parts) {
  return path.join(PROJECT, ...parts)
}

import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, absolute. */
export const PROJECT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** Absolute path of a file of the project. @param {string[]} parts */
export function inProject(...parts) {
  return path.join(PROJECT, ...parts)
}

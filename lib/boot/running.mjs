import fs from 'node:fs'
import path from 'node:path'
import { dataHome } from './data-home.mjs'
import { commandOf, isAlive } from './embedded/pidfile.mjs'

/** @typedef {{ pid: number, url: string }} Running A start or dev that serves from this folder. */
/** @typedef {'start' | 'dev'} Mode */

/** @param {Mode} mode @returns {Running | undefined} */
export function findRunning(mode) {
  try {
    const running = JSON.parse(fs.readFileSync(noteFile(mode), 'utf8'))
    return isAlive(running.pid) && commandOf(running.pid).includes('start.mjs') ? running : undefined
  } catch {
    return undefined
  }
}

/** Notes where this process serves, for those that come beside it. @param {Mode} mode @param {string} url */
export function noteRunning(mode, url) {
  fs.writeFileSync(noteFile(mode), JSON.stringify({ pid: process.pid, url }))
}

/** @param {Mode} mode */
export function forgetRunning(mode) {
  fs.rmSync(noteFile(mode), { force: true })
}

/** @param {Mode} mode */
const noteFile = (mode) => path.join(dataHome(), `running-${mode}.json`)

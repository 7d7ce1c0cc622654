import fs from 'node:fs'
import path from 'node:path'
import { isAlive } from './pidfile.mjs'

/** Notes that this process uses the server of `home`. @param {string} home */
export function addLease(home) {
  fs.mkdirSync(leaseFolder(home), { recursive: true })
  fs.writeFileSync(leaseFile(home, process.pid), '')
}

/** Forgets this process's use; true when no other living process uses the server, so that the last one out stops it. @param {string} home */
export function dropLease(home) {
  fs.rmSync(leaseFile(home, process.pid), { force: true })
  for (const name of fs.existsSync(leaseFolder(home)) ? fs.readdirSync(leaseFolder(home)) : []) {
    if (isAlive(Number(name))) return false
    fs.rmSync(path.join(leaseFolder(home), name), { force: true })
  }
  return true
}

/** @param {string} home */
const leaseFolder = (home) => path.join(home, 'postgres-users')

/** @param {string} home @param {number} pid */
const leaseFile = (home, pid) => path.join(leaseFolder(home), String(pid))

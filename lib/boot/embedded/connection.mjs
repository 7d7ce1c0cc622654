import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'

/** @typedef {{ port: number, password: string }} Connection How to reach the embedded server; kept beside its data. */

export const OWNER = 'comptoir'
export const DATABASE = 'comptoir'
const FIRST_PORT = 5440
const SPAN = 560

/** The connection kept in `home`, made up on the first call. @param {string} home @returns {Connection} */
export function connectionOf(home) {
  const file = connectionFile(home)
  if (!fs.existsSync(file)) {
    fs.mkdirSync(home, { recursive: true })
    writeConnection(home, {
      port: candidatePort(randomBytes(2).readUInt16BE()),
      password: randomBytes(24).toString('base64url'),
    })
  }
  return JSON.parse(fs.readFileSync(file, 'utf8'))
}

/**
 * The address of the embedded server in `home`, as its owner. The port may still move at the next start.
 * @param {string} home
 */
export function embeddedUrl(home, database = DATABASE) {
  const { port, password } = connectionOf(home)
  return `postgresql://${OWNER}:${password}@127.0.0.1:${port}/${database}`
}

/** Whether an address means the embedded server of `home`, at whatever port. @param {string} home @param {string} url */
export function isEmbeddedUrl(home, url) {
  return url !== '' && fs.existsSync(connectionFile(home)) && new URL(url).password === connectionOf(home).password
}

/**
 * The port of `home`, moved to a free one when another program took it. Call only while its server is down.
 * @param {string} home
 */
export async function settlePort(home) {
  const connection = connectionOf(home)
  if (await isFree(connection.port)) return connection.port
  for (let step = 1; step < SPAN; step++) {
    const port = candidatePort(connection.port - FIRST_PORT + step)
    if (await isFree(port)) {
      writeConnection(home, { ...connection, port })
      return port
    }
  }
  throw new Error(`No free port for PostgreSQL between ${FIRST_PORT} and ${FIRST_PORT + SPAN} on 127.0.0.1.`)
}

/** Whether nothing listens on a loopback port. @param {number} port @param {string} [host] @returns {Promise<boolean>} */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/** @param {number} step */
const candidatePort = (step) => FIRST_PORT + (step % SPAN)

/** @param {string} home */
const connectionFile = (home) => path.join(home, 'postgres.json')

/** @param {string} home @param {Connection} connection */
function writeConnection(home, connection) {
  const partial = `${connectionFile(home)}.${process.pid}`
  fs.writeFileSync(partial, `${JSON.stringify(connection)}\n`, { mode: 0o600 })
  fs.renameSync(partial, connectionFile(home))
}

#!/usr/bin/env node
import { dataHome } from './data-home.mjs'
// Stands in for the schema engine that the Prisma command line would download: same protocol, from npm packages alone.
import { isEmbeddedUrl } from './embedded/connection.mjs'
import { holdPostgres } from './postgres.mjs'
import { parseArguments } from './schema-engine/arguments.mjs'
import { runDatabaseCommand } from './schema-engine/database-commands.mjs'
import { loadEngine } from './schema-engine/engine.mjs'
import { serve } from './schema-engine/protocol.mjs'

const { command, schemaFiles, url = '' } = parseArguments(process.argv.slice(2))
const postgres = isEmbeddedUrl(dataHome(), url) ? await holdPostgres(dataHome()) : undefined
const databaseUrl = postgres ? withPort(url, new URL(postgres.url).port) : url

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.once(signal, () => finish(0))

if (command[0] === 'cli') await finish(await runDatabaseCommand(command[1], databaseUrl))
await serve(() => loadEngine(schemaFiles, databaseUrl))
await finish(0)

/** @param {number} code */
async function finish(code) {
  await postgres?.release()
  process.exit(code)
}

/** The server may just have moved to another port. @param {string} address @param {string} port */
function withPort(address, port) {
  const moved = new URL(address)
  moved.port = port
  return moved.href
}

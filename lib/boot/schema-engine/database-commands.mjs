import pg from 'pg'

/** Prisma's error codes for what PostgreSQL, or the network, answers. */
const PRISMA_CODES = new Map([
  ['3D000', 'P1003'],
  ['28P01', 'P1000'],
  ['28000', 'P1000'],
  ['ECONNREFUSED', 'P1001'],
  ['42P04', 'P1009'],
])

/**
 * The engine's `cli` commands on a whole database. Returns the exit code; a failure is written as the log line the CLI reads.
 * @param {string | undefined} command @param {string} url
 */
export async function runDatabaseCommand(command, url) {
  try {
    if (command === 'can-connect-to-database') await withClient(url, async () => {})
    else if (command === 'create-database') await onServer(url, 'CREATE DATABASE')
    else if (command === 'drop-database') await onServer(url, 'DROP DATABASE')
    else throw new Error(`The schema engine has no command "${command}".`)
    return 0
  } catch (error) {
    writeFailure(/** @type {Error & { code?: string }} */ (error))
    return 1
  }
}

/** @param {string} url @param {string} statement */
async function onServer(url, statement) {
  const server = new URL(url)
  const database = decodeURIComponent(server.pathname.slice(1))
  server.pathname = '/postgres'
  await withClient(server.href, (client) => client.query(`${statement} ${pg.escapeIdentifier(database)}`))
}

/** @param {string} url @param {(client: pg.Client) => Promise<unknown>} work */
async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** @param {Error & { code?: string }} error */
function writeFailure(error) {
  const fields = {
    message: error.message || String(error.code),
    error_code: PRISMA_CODES.get(error.code ?? '') ?? 'P1011',
    is_panic: false,
  }
  const line = { timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' }
  process.stderr.write(`\n${JSON.stringify(line)}\n`)
}

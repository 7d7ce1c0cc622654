import pg from 'pg'

/** @typedef {{ fsync: string, full_page_writes: string, synchronous_commit: string }} Durability */

/**
 * Connects once and refuses a server that may forget what it confirmed. Throws with what to do.
 * @param {string} url @param {boolean} isAsyncCommitAllowed the operator named that consequence (ALLOW_ASYNC_COMMIT=yes)
 */
export async function checkDatabase(url, isAsyncCommitAllowed) {
  const client = await connect(url)
  try {
    const { rows } = await client.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_page_writes,
        current_setting('synchronous_commit') AS synchronous_commit`,
    )
    const fault = durabilityFault(/** @type {Durability} */ (rows[0]), isAsyncCommitAllowed)
    if (fault) throw new Error(fault)
  } finally {
    await client.end()
  }
}

/** What makes a server unfit to keep a ledger, in words with the remedy; undefined when nothing does. @param {Durability} settings @param {boolean} isAsyncCommitAllowed */
export function durabilityFault(settings, isAsyncCommitAllowed) {
  for (const name of /** @type {const} */ (['fsync', 'full_page_writes'])) {
    if (settings[name] === 'off') {
      return `PostgreSQL runs with ${name} = off: a power cut may damage the ledger beyond repair. Set ${name} = on in postgresql.conf and reload, then start again.`
    }
  }
  if (settings.synchronous_commit === 'off' && !isAsyncCommitAllowed) {
    return (
      'PostgreSQL runs with synchronous_commit = off: charges confirmed in the last moments before a crash may be lost. ' +
      'Set synchronous_commit = on, or accept that loss by name with ALLOW_ASYNC_COMMIT=yes.'
    )
  }
  return undefined
}

/** A database that does not exist yet is made by the migrations; its server is looked at through `postgres`. @param {string} url @returns {Promise<pg.Client>} */
async function connect(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  try {
    await client.connect()
    return client
  } catch (error) {
    const { code, message } = /** @type {Error & { code?: string }} */ (error)
    const address = new URL(url)
    if (code === '3D000' && address.pathname !== '/postgres') {
      address.pathname = '/postgres'
      return connect(address.href)
    }
    throw new Error(
      `The database at ${address.host}${address.pathname} cannot be used: ${message || code}. ` +
        'Check that it runs and that DATABASE_URL has the right host, port, user and password; leave DATABASE_URL out to use the embedded one.',
    )
  }
}

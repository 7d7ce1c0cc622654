import { checkDatabase } from './check-database.mjs'
import { dataHome } from './data-home.mjs'
import { holdPostgres } from './postgres.mjs'
import { onStop } from './stopping.mjs'

/** @import { Postgres } from './postgres.mjs' */
/** @typedef {{ url: string, role: string, postgres?: Postgres }} OpenDatabase `postgres` only when it is the embedded one */

/** What the application is on the embedded database: no update or delete of what is append-only. The first migration makes it. */
const APPLICATION_ROLE = 'comptoir_app'

/** The database to work on: the one of DATABASE_URL, else the embedded one, which is stopped again when this process stops. @returns {Promise<OpenDatabase>} */
export async function openDatabase() {
  const given = process.env.DATABASE_URL
  const postgres = given ? undefined : await holdPostgres(dataHome())
  if (postgres) onStop(() => postgres.release())
  const url = postgres?.url ?? given ?? ''
  await checkDatabase(url, process.env.ALLOW_ASYNC_COMMIT === 'yes')
  return { url, role: process.env.DATABASE_ROLE || (postgres ? APPLICATION_ROLE : ''), postgres }
}

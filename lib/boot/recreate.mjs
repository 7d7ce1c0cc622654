import pg from 'pg'
import { embeddedUrl } from './embedded/connection.mjs'

/** Throws a database of the embedded server away and makes it anew, empty. Whoever is connected is cut off. @param {string} home @param {string} name */
export async function recreateDatabase(home, name) {
  const client = new pg.Client({ connectionString: embeddedUrl(home, 'postgres') })
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}`)
  } finally {
    await client.end()
  }
}

import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { openDatabase } from '../database.mjs'
import { embeddedUrl } from '../embedded/connection.mjs'
import { ensureMigrated } from '../migrations.mjs'
import { recreateDatabase } from '../recreate.mjs'
import { seed } from '../seed.mjs'
import { serve } from '../serve.mjs'
import { TEST_BUILD, TEST_HOME } from './environment.mjs'

const DATABASE = 'browser'
const SECRET = 'only-for-tests-only-for-tests-only-for-tests'

/** Serves the test build on a free port over a newly seeded database. Returns the settings for those who test it, and what stops it. */
export async function serveForTests() {
  const { role } = await openDatabase()
  const url = embeddedUrl(TEST_HOME, DATABASE)
  await recreateDatabase(TEST_HOME, DATABASE)
  await ensureMigrated(url)
  const port = await freePort()
  const env = {
    BASE_URL: `http://127.0.0.1:${port}`,
    COMPTOIR_BUILD_DIR: TEST_BUILD,
    COMPTOIR_DATA_DIR: TEST_HOME,
    COMPTOIR_DEMO: 'on',
    DATABASE_URL: url,
    DATABASE_ROLE: role,
    HOST: '127.0.0.1',
    NEXTAUTH_SECRET: SECRET,
    NEXTAUTH_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    // Each journey comes from an address of its own, as through a proxy.
    PROXY_COUNT: '1',
  }
  await seed(env)
  // What the application prints would stand between the tests' lines.
  const log = fs.openSync(path.join(TEST_HOME, 'application.log'), 'w')
  const { stop } = await serve({ mode: 'start', port, host: '127.0.0.1', env, output: log })
  return { env, stop }
}

/** A loopback port that nothing uses. @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port.')),
      )
    })
  })
}

import { runTool } from './command.mjs'
import { fingerprint, unlessDone } from './fingerprint.mjs'
import { withLock } from './lock.mjs'
import { inProject } from './paths.mjs'

/** Writes the Prisma client from the schema, when the schema or Prisma changed. Returns whether it did. */
export function ensureClient() {
  const wanted = fingerprint(['prisma/schema', 'node_modules/prisma/package.json'])
  const mark = inProject('lib/db/generated/.fingerprint')
  return withLock(inProject('node_modules/.generate.lock'), () =>
    unlessDone(mark, wanted, () => runTool('prisma', ['generate'])),
  )
}

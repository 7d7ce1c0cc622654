import { runTool } from './command.mjs'
import { fingerprint, unlessDone } from './fingerprint.mjs'
import { inProject } from './paths.mjs'

/** What a build is made from. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'messages',
  'public',
  'prisma/schema',
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]

/** The folder of the build, by name. */
export const buildFolder = () => process.env.COMPTOIR_BUILD_DIR || '.next'

/** Builds the application unless nothing it is made from has changed since. Returns whether it did. */
export function ensureBuilt() {
  const mark = inProject(buildFolder(), 'made-from')
  return unlessDone(mark, fingerprint(SOURCES), () => runTool('next', ['build'], { env: { NODE_ENV: 'production' } }))
}

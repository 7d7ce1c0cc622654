import fs from 'node:fs'
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

/**
 * Builds the application into a folder of the project unless nothing it is made from has changed since. Returns whether it did.
 * @param {string} folder `.next`, or another one beside it
 */
export function ensureBuilt(folder) {
  const env = { NODE_ENV: 'production', COMPTOIR_BUILD_DIR: folder }
  return unlessDone(inProject(folder, 'made-from'), fingerprint(SOURCES), async () => {
    if (folder !== '.next') writeCompilerSettings(folder)
    await runTool('next', ['build'], { env })
  })
}

/** Beside the folder, which a build empties. @param {string} folder */
function writeCompilerSettings(folder) {
  const settings = { extends: './tsconfig.json', compilerOptions: { plugins: [{ name: 'next' }] } }
  fs.writeFileSync(inProject(`${folder}.tsconfig.json`), JSON.stringify(settings))
}

import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { inProject } from '@/lib/boot/paths.mjs'

const WITHOUT_CURL = 'curl() { "$NODE" "$STAND_IN" "$@"; }\n'

/** Runs a command as somebody would who pastes it into a terminal, and returns what it printed. */
export async function runInShell(command: string): Promise<string> {
  const hasCurl = spawnSync('curl', ['--version']).status === 0
  const { stdout } = await promisify(execFile)('sh', ['-c', hasCurl ? command : WITHOUT_CURL + command], {
    env: { ...process.env, NO_PROXY: '*', NODE: process.execPath, STAND_IN: inProject('e2e/curl.mjs') },
  })
  return stdout
}

import { spawn } from 'node:child_process'
import { inProject, PROJECT } from './paths.mjs'

const TAIL_LINES = 40

/** The command lines of our packages, run with the Node that runs us. */
const TOOLS = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  knip: 'node_modules/knip/bin/knip.js',
  next: 'node_modules/next/dist/bin/next',
  playwright: 'node_modules/@playwright/test/cli.js',
  prisma: 'node_modules/prisma/build/index.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
}
/** @typedef {keyof typeof TOOLS} Tool */
/** @typedef {{ env?: Record<string, string | undefined>, isShown?: boolean }} RunOptions `isShown`: straight to the terminal rather than kept for a failure */

/** A command ended badly; the message holds the end of what it printed. */
export class CommandFailed extends Error {
  /** @override */
  name = 'CommandFailed'
}

/** Nothing that we run reports home or looks for newer versions of itself. */
const QUIET = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }

/** Runs one of our packages' tools. Returns what it printed; throws CommandFailed. @param {Tool} tool @param {string[]} args @param {RunOptions} [options] */
export function runTool(tool, args, options) {
  return run([inProject(TOOLS[tool]), ...args], `${tool} ${args.join(' ')}`, options)
}

/** Runs a TypeScript file of the project. @param {string} file @param {string[]} args @param {RunOptions} [options] */
export function runScript(file, args, options) {
  return run([...SCRIPT_FLAGS, inProject(file), ...args], [file, ...args].join(' '), options)
}

/** What lets Node run TypeScript. */
export const SCRIPT_FLAGS = ['--import', 'tsx']

/** Runs npm: the one that started us, else the one on the PATH. @param {string[]} args @param {RunOptions} [options] */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath
  if (npm) return run([npm, ...args], `npm ${args.join(' ')}`, options)
  return launch(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, `npm ${args.join(' ')}`, options)
}

/** The path of a tool's program, to be spawned by hand. @param {Tool} tool */
export const toolPath = (tool) => inProject(TOOLS[tool])

/** @param {Record<string, string | undefined>} [env] */
export const childEnvironment = (env) => ({ ...process.env, ...QUIET, ...env })

/** @param {string[]} args @param {string} label @param {RunOptions} [options] */
const run = (args, label, options) => launch(process.execPath, args, label, options)

/** @param {string} program @param {string[]} args @param {string} label @param {RunOptions} [options] @returns {Promise<string>} */
export function launch(program, args, label, { env, isShown = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: PROJECT,
      env: childEnvironment(env),
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => reject(new CommandFailed(`${label} could not be run: ${error.message}`)))
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(output)
      reject(new CommandFailed([`${label} ended with ${signal ?? `code ${code}`}.`, ...tail(output)].join('\n')))
    })
  })
}

/** @param {string} output */
const tail = (output) => output.trimEnd().split('\n').slice(-TAIL_LINES).filter(Boolean)

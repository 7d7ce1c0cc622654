import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { inProject, PROJECT } from './paths.mjs'
import { onStop } from './stopping.mjs'

const TAIL_LINES = 40
const PATIENCE_MS = 10_000

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
/** @typedef {Record<string, string | undefined>} Environment */
/** @typedef {{ env?: Environment, output?: 'kept' | 'shown', onLine?: (line: string) => void }} RunOptions `onLine` hears each printed line of kept output */
/** @typedef {{ code: number, output: string }} Outcome */

/** A command ended badly; the message holds the end of what it printed. */
export class CommandFailed extends Error {
  /** @override */
  name = 'CommandFailed'
}

/** The path of a tool's program. @param {Tool} tool */
export const toolPath = (tool) => inProject(TOOLS[tool])

/** Nothing that we run reports home or looks for newer versions of itself. @param {Environment} [env] @returns {NodeJS.ProcessEnv} */
export function childEnvironment(env) {
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  return { ...process.env, ...quiet, ...env }
}

/** Runs one of our packages' tools. Returns what it printed; throws CommandFailed. @param {Tool} tool @param {string[]} args @param {RunOptions} [options] */
export async function runTool(tool, args, options) {
  return orThrow(await executeTool(tool, args, { ...options, env: { NO_COLOR: '1', ...options?.env } }), [
    tool,
    ...args,
  ])
}

/** Runs one of our packages' tools, whatever its end. @param {Tool} tool @param {string[]} args @param {RunOptions} [options] */
export function executeTool(tool, args, options) {
  return execute(process.execPath, [toolPath(tool), ...args], options)
}

/** Runs npm: the one that started us, else the one on the PATH. Returns what it printed; throws CommandFailed. @param {string[]} args @param {RunOptions} [options] */
export async function runNpm(args, options) {
  const npm = process.env.npm_execpath
  const outcome = npm
    ? await execute(process.execPath, [npm, ...args], options)
    : await execute(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options)
  return orThrow(outcome, ['npm', ...args])
}

/** Runs a TypeScript file of the project. @param {string} file @param {string[]} args @param {RunOptions} [options] @returns {Promise<Outcome>} */
export function executeScript(file, args, options) {
  return execute(process.execPath, ['--import', 'tsx', inProject(file), ...args], options)
}

/** Runs a program to its end, which is stopped first when we are stopped. @param {string} program @param {string[]} args @param {RunOptions} [options] @returns {Promise<Outcome>} */
export function execute(program, args, { env, output = 'kept', onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: PROJECT,
      env: childEnvironment(env),
      stdio: output === 'shown' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    const forget = onStop(() => end(child))
    let printed = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      printed += chunk
      if (onLine) for (const line of String(chunk).split('\n').filter(Boolean)) onLine(line)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    const settle = (/** @type {number} */ code) => {
      forget()
      resolve({ code, output: printed })
    }
    child.on('error', (error) => {
      printed += error.message
      settle(127)
    })
    child.on('close', (code) => settle(code ?? 1))
  })
}

/** Ends a process in good order, or hard when it does not go within ten seconds. @param {import('node:child_process').ChildProcess} child */
async function end(child) {
  const isOver = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  if (!isOver()) child.kill('SIGTERM')
  const limit = Date.now() + PATIENCE_MS
  while (!isOver()) {
    if (Date.now() > limit) child.kill('SIGKILL')
    await sleep(20)
  }
}

/** @param {Outcome} outcome @param {string[]} words */
function orThrow({ code, output }, words) {
  if (code === 0) return output
  const tail = output.trimEnd().split('\n').slice(-TAIL_LINES).filter(Boolean)
  throw new CommandFailed([`\`${words.join(' ')}\` ended with code ${code}.`, ...tail].join('\n'))
}

import { CommandFailed, executeScript } from './command.mjs'

/** Runs the seed, which says again nothing that is told. Throws CommandFailed with what it printed. @param {Record<string, string>} env @param {(news: string) => void} [tell] */
export async function seed(env, tell) {
  const { code, output } = await executeScript('prisma/seed.ts', [], { env, onLine: tell })
  if (code !== 0)
    throw new CommandFailed(`The seed failed, and goes on where it stopped when you start again:\n${output}`)
}

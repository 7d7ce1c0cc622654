import { spawn } from 'node:child_process'
import { z } from 'zod'
import { inProject } from '../paths.mjs'
import { ImportMistake } from './mistake'

const Made = z.object({ key: z.string(), account: z.uuid(), name: z.string() })
export type DemoKey = z.output<typeof Made>

/** Has a service key for a day made in the local database, by a process of its own: the import itself knows the API only. */
export async function makeDemoKey(account: string | null): Promise<DemoKey> {
  const args = [inProject('lib/boot/run.mjs'), 'lib/boot/import-key.ts', ...(account === null ? [] : [account])]
  const { code, output } = await run(args)
  const made = Made.safeParse(parseJson(output.trimEnd().split('\n').at(-1) ?? ''))
  if (code === 0 && made.success) return made.data
  throw new ImportMistake(`No key could be made in the local database.\n${output.trimEnd()}`)
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: inProject(), stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

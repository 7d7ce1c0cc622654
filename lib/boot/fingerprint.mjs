import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { inProject } from './paths.mjs'

/** One short word for the contents of files and folders of the project (names included); missing ones count as empty. @param {string[]} entries */
export function fingerprint(entries) {
  const hash = createHash('sha256')
  for (const entry of entries) addEntry(hash, entry)
  return hash.digest('hex').slice(0, 16)
}

/** @param {import('node:crypto').Hash} hash @param {string} entry */
function addEntry(hash, entry) {
  const file = inProject(entry)
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat?.isFile()) hash.update(`${entry}\0`).update(fs.readFileSync(file)).update('\0')
  if (!stat?.isDirectory()) return
  for (const name of fs.readdirSync(file).sort()) {
    if (!name.startsWith('.') && !/\.(test|spec)\.tsx?$/.test(name)) addEntry(hash, path.join(entry, name))
  }
}

/** Does the work unless `mark` says that it was done for this very fingerprint. Returns whether it was done now. @param {string} mark @param {string} wanted @param {() => Promise<unknown>} work */
export async function unlessDone(mark, wanted, work) {
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return false
  fs.rmSync(mark, { force: true })
  await work()
  fs.mkdirSync(path.dirname(mark), { recursive: true })
  fs.writeFileSync(mark, wanted)
  return true
}

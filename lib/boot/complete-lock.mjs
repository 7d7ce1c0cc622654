// npm run lock:complete: after a change of dependencies. Some registries do not serve every platform's build, npm then leaves
// those out of package-lock.json, and `npm ci` refuses the file. They are added by name and version.
import fs from 'node:fs'
import { completeLock, foreignHosts } from './lock-entries.mjs'
import { inProject } from './paths.mjs'
import { complain, say } from './progress.mjs'

const file = inProject('package-lock.json')
const lock = JSON.parse(fs.readFileSync(file, 'utf8'))
const added = completeLock(lock)
for (const name of added) say(`added ${name}`)
fs.writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
say(`${added.length} added`)
const foreign = foreignHosts(lock)
if (foreign.length > 0) {
  complain(
    `package-lock.json names ${foreign.join(', ')}: it must name registry.npmjs.org only. Install again from there.`,
  )
  process.exitCode = 1
}

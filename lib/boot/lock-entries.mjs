/** @typedef {{ version?: string, resolved?: string, optional?: boolean, os?: string[], cpu?: string[], optionalDependencies?: Record<string, string> }} Entry */
/** @typedef {{ packages: Record<string, Entry> }} Lock */

const SYSTEMS = new Map([
  ['darwin', 'darwin'],
  ['macos', 'darwin'],
  ['win32', 'win32'],
  ['windows', 'win32'],
  ['linux', 'linux'],
  ['android', 'android'],
  ['freebsd', 'freebsd'],
])
const PROCESSORS = new Set(['x64', 'arm64', 'arm', 'ia32', 'riscv64', 's390x', 'ppc64', 'wasm32'])

/** Adds, in place and in order, an entry for every optional dependency that has none. Returns their names. @param {Lock} lock */
export function completeLock(lock) {
  /** @type {string[]} */
  const added = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isResolved(lock, place, name)) continue
      lock.packages[`node_modules/${name}`] = {
        version: range.replace(/^[\^~]/, ''),
        optional: true,
        ...platformOf(name),
      }
      added.push(name)
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  return added
}

/** Registries, other than npm's own, that a lock file would download from. @param {Lock} lock */
export function foreignHosts(lock) {
  const hosts = Object.values(lock.packages).flatMap(({ resolved }) => (resolved ? [new URL(resolved).host] : []))
  return [...new Set(hosts)].filter((host) => host !== 'registry.npmjs.org')
}

/** Whether Node would find the package from there: beside it, or in any folder above. @param {Lock} lock @param {string} place @param {string} name */
function isResolved(lock, place, name) {
  for (let folder = place; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true
    if (!folder) return false
  }
}

/** Read off the package's name, as such packages are named. @param {string} name */
function platformOf(name) {
  const words = name.split(/[-/]/)
  const system = words.map((word) => SYSTEMS.get(word)).find(Boolean)
  const processor = words.map((word) => (word === 'wasm' ? 'wasm32' : word)).find((word) => PROCESSORS.has(word))
  return { ...(processor ? { cpu: [processor] } : {}), ...(system ? { os: [system] } : {}) }
}

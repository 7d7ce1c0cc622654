const NEEDED = [20, 19]

/** Throws, with what to do, on a Node too old for the packages. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [majorNeeded = 0, minorNeeded = 0] = NEEDED
  if (major > majorNeeded || (major === majorNeeded && minor >= minorNeeded)) return
  throw new Error(
    `Node ${NEEDED.join('.')} or newer is needed; this is ${version}. Install one from https://nodejs.org.`,
  )
}

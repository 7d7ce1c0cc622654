/**
 * Whether a request's target is a path whose percent-encoding is UTF-8. On a broken encoding the framework fails, and a target
 * with an origin it answers with a redirect there.
 */
export function isReadableTarget(target: string | undefined): boolean {
  if (!target?.startsWith('/')) return false
  try {
    decodeURIComponent(target.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

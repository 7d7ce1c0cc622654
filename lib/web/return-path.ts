import type { Route } from 'next'

/** A path of this site to go to, read from outside; "/" for anything that could lead elsewhere. */
export function returnPath(text: unknown): Route {
  if (typeof text !== 'string' || text.length > 512 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return '/'
  const { pathname, search } = new URL(text, 'http://here.invalid')
  // Dots in a path are resolved: "/.//elsewhere" becomes "//elsewhere", which is another site.
  return pathname.startsWith('//') ? '/' : (`${pathname}${search}` as Route)
}

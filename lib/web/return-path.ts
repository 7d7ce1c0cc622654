import type { Route } from 'next'

/** A path of this site to go to, read from outside; "/" for anything that could lead elsewhere. */
export function returnPath(text: unknown): Route {
  if (typeof text !== 'string' || text.length > 512 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(text)) return '/'
  const address = new URL(text, 'http://here.invalid')
  return address.origin === 'http://here.invalid' ? ((address.pathname + address.search) as Route) : '/'
}

/**
 * Where a request comes from, for throttling. The last entry of X-Forwarded-For is the one that the nearest proxy, or the server
 * itself, has seen; earlier ones are the client's own word. Without any proxy a client can write the whole header, which is why
 * every limit also counts by what is aimed at.
 */
export function networkAddress(headers: Pick<Headers, 'get'>): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return last || 'unknown'
}

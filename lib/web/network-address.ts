/**
 * Where a request comes from, for throttling, as this server has seen it (lib/boot/server.ts). Earlier entries of X-Forwarded-For
 * are the client's own word.
 */
export function networkAddress(headers: Pick<Headers, 'get'>): string {
  const last = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
  return last || 'unknown'
}

/**
 * The address that the outermost of our own proxies has seen: each of them adds the one that connects to it. With no proxy it is
 * the connection's, whatever the client has written into the header.
 */
export function addressSeen(forwardedFor: string, connection: string | undefined, proxyCount: number): string {
  const written = forwardedFor.split(',').map((entry) => entry.trim())
  const seen = [...written.filter(Boolean), connection ?? 'unknown']
  return (seen.at(-1 - proxyCount) ?? seen[0] ?? 'unknown').slice(0, 64)
}

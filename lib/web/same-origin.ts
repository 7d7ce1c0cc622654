const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** The hosts that the site answers at: its public one, and on one's own computer all three names of it. */
export function ownHosts(publicUrl: string): string[] {
  const { host, hostname, port } = new URL(publicUrl)
  if (!LOOPBACK.includes(hostname)) return [host]
  return LOOPBACK.map((name) => (port ? `${name}:${port}` : name))
}

/** Whether a changing request comes from a page of this very site. No Origin, or the origin "null", is no answer. */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin')
  const site = headers.get('sec-fetch-site')
  if (!origin || !URL.canParse(origin) || (site !== null && site !== 'same-origin')) return false
  const { protocol, host } = new URL(origin)
  return protocol === new URL(publicUrl).protocol && ownHosts(publicUrl).includes(host)
}

/** Whether the request names a host of ours, also to the proxies before us. */
export function isOwnHost(headers: Headers, publicUrl: string): boolean {
  const hosts = ownHosts(publicUrl)
  return ['host', 'x-forwarded-host'].every((name) => {
    const named = headers.get(name)
    return named === null || hosts.includes(named.toLowerCase())
  })
}

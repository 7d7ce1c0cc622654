import { readdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inProject } from '@/lib/boot/paths.mjs'
import { answerDirectly } from '@/lib/web/api/door'
import { fromNodeRequest } from '@/lib/web/api/request'
import { type ApiRoute, isMethod } from '@/lib/web/api-route'

const ROUTES = 'app/api/v1'
const UNKNOWN = '[[...path]]'

/** Serves the machine interface on the worker's database, without Next: the direct door first, else the route of the path. */
export async function serveApi(): Promise<{ url: string; close: () => void }> {
  const server = createServer((message, response) => {
    if (!answerDirectly(message, response)) void answerByRoute(message, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function answerByRoute(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (message.url ?? '').split('?', 1)[0] ?? ''
  const { folder, params } = findRoute(path.replace('/api/v1/', ''))
  const route = (await import(/* @vite-ignore */ inProject(ROUTES, folder, 'route.ts'))) as ApiRoute
  const handler = route[isMethod(message.method) ? message.method : 'other']
  const { status, headers, body } = await handler.exchange(fromNodeRequest(message), params)
  response.writeHead(status, headers)
  response.end(body ?? undefined)
}

/** The route's folder, such as "charges/[id]", and what its brackets stand for. */
function findRoute(path: string): { folder: string; params: Record<string, string> } {
  const files = readdirSync(inProject(ROUTES), { recursive: true, encoding: 'utf8' })
  const folders = files.filter((file) => file.endsWith('/route.ts')).map((file) => file.replace('/route.ts', ''))
  const parts = path.split('/').map(decodeURIComponent)
  for (const folder of folders.filter((name) => name !== UNKNOWN).sort()) {
    const names = folder.split('/')
    const fits = names.length === parts.length && names.every((name, i) => name.startsWith('[') || name === parts[i])
    const bracketed = names.flatMap((name, i) => (name.startsWith('[') ? [[name.slice(1, -1), parts[i] ?? '']] : []))
    if (fits) return { folder, params: Object.fromEntries(bracketed) }
  }
  return { folder: UNKNOWN, params: {} }
}

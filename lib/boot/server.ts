import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { config } from '@/lib/config'
import { answerDirectly } from '@/lib/web/api/door'
import { addressSeen } from '@/lib/web/network-address'

/** Longer than the idle time of usual load balancers and clients, so that they and not we close first. */
const KEEP_ALIVE_MILLIS = 65_000

const { PORT, HOST, NEXTAUTH_URL, PROXY_COUNT = NEXTAUTH_URL.startsWith('https:') ? 1 : 0 } = config()
const application = next({ dev: false, hostname: HOST, port: PORT })
await application.prepare()
const handle = application.getRequestHandler()

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS }, (message, response) => {
  if (message.method === 'TRACE') return refuseTrace(response)
  const forwardedFor = [message.headers['x-forwarded-for'] ?? ''].flat().join(',')
  message.headers['x-forwarded-for'] = addressSeen(forwardedFor, message.socket.remoteAddress, PROXY_COUNT)
  if (!answerDirectly(message, response)) void handle(message, response)
})
server.listen(PORT, HOST)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
}

/** Nobody needs a request echoed, and the framework fails on it. */
function refuseTrace(response: ServerResponse): void {
  response.writeHead(405, { allow: 'GET, HEAD, POST, OPTIONS' }).end()
}

import { randomUUID } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'
import next from 'next'
import { config } from '@/lib/config'
import { Refusal } from '@/lib/domain/refusals'
import { answerDirectly } from '@/lib/web/api/door'
import { addressSeen } from '@/lib/web/network-address'
import { toProblem } from '@/lib/web/problem'
import { isReadableTarget } from '@/lib/web/request-target'

/** Longer than the idle time of usual load balancers and clients, so that they and not we close first. */
const KEEP_ALIVE_MILLIS = 65_000

const { PORT, HOST, NEXTAUTH_URL, PROXY_COUNT = NEXTAUTH_URL.startsWith('https:') ? 1 : 0 } = config()
const application = next({ dev: false, hostname: HOST, port: PORT })
await application.prepare()
const handle = application.getRequestHandler()

const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS }, (message, response) => {
  if (message.method === 'TRACE') return refuseTrace(response)
  if (!isReadableTarget(message.url)) return refuseTarget(response)
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

function refuseTarget(response: ServerResponse): void {
  const refusal = new Refusal('invalid-request', { detail: 'The address is not a path in UTF-8, percent-encoded.' })
  const problem = JSON.stringify(toProblem(refusal, randomUUID()))
  response.writeHead(400, { 'content-type': 'application/problem+json' }).end(problem)
}

/** Nobody needs a request echoed, and the framework fails on it. */
function refuseTrace(response: ServerResponse): void {
  response.writeHead(405, { allow: 'GET, HEAD, POST, OPTIONS' }).end()
}

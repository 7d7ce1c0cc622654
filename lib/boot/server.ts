import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import next from 'next'
import { config } from '@/lib/config'
import { thePayments } from '@/lib/usecases/purchases/the-payments'
import { answerDirectly } from '@/lib/web/api/door'
import { noteUnderWay, refuseMethod, refuseUnparsed, refuseUnreadable } from '@/lib/web/api/unread'
import { addressSeen } from '@/lib/web/network-address'

/** Longer than the idle time of usual load balancers and clients, so that they and not we close first. */
const KEEP_ALIVE_MILLIS = 65_000

const { PORT, HOST, NEXTAUTH_URL, PROXY_COUNT = NEXTAUTH_URL.startsWith('https:') ? 1 : 0 } = config()
// The framework would take every request for another protocol (h2c, which some clients always ask for) and cut the connection:
// it listens for them on a server of its own, which nobody reaches, and they are answered as if they had not asked.
const application = next({ dev: false, hostname: HOST, port: PORT, httpServer: createServer() })
await application.prepare()
// Without a Stripe key, this process delivers the sandbox's webhooks too.
await thePayments()
const handle = application.getRequestHandler()

// Without Node's own check of the host, which answers without a word.
const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLIS, requireHostHeader: false }, answer)
// What a client expects and nobody knows is left unheard.
server.on('checkExpectation', answer)
server.on('clientError', refuseUnparsed)
server.listen(PORT, HOST)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
  })
}

function answer(message: IncomingMessage, response: ServerResponse): void {
  noteUnderWay(message, response)
  if (refuseUnreadable(message, response)) return
  const forwardedFor = [message.headers['x-forwarded-for'] ?? ''].flat().join(',')
  message.headers['x-forwarded-for'] = addressSeen(forwardedFor, message.socket.remoteAddress, PROXY_COUNT)
  if (answerDirectly(message, response) || refuseMethod(message, response)) return
  void handle(message, response)
}

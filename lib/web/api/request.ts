import type { IncomingMessage } from 'node:http'
import { Refusal } from '@/lib/domain/refusals'

/** What an API operation sees of a request, whichever server took it in. */
export interface ApiRequest {
  /** With or without origin; the query behind the first "?". */
  readonly url: string
  readonly headers: { get(name: string): string | null }
  /** The whole body, or null as soon as it is longer than `bytesMax`. */
  readBody(bytesMax: number): Promise<Uint8Array | null>
}

/** What it answers. */
export interface ApiAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Null sends none. */
  readonly body: string | null
}

export function fromWebRequest(request: Request): ApiRequest {
  return {
    url: request.url,
    headers: request.headers,
    readBody: async (bytesMax) => (request.body ? collect(request.body, bytesMax) : new Uint8Array()),
  }
}

/** A request of Node's own server. Without a proxy's word the address is the connection's, as Next has it. */
export function fromNodeRequest(message: IncomingMessage): ApiRequest {
  return {
    url: message.url ?? '/',
    headers: {
      get: (name) => {
        const value = message.headers[name] ?? (name === 'x-forwarded-for' ? message.socket.remoteAddress : undefined)
        return Array.isArray(value) ? value.join(', ') : (value ?? null)
      },
    },
    readBody: (bytesMax) =>
      collect(message, bytesMax).catch((error: unknown) => {
        throw message.complete ? error : brokenOff()
      }),
  }
}

/** Nobody hears this: the client is gone, which is no fault of ours to be logged. */
function brokenOff(): Refusal {
  return new Refusal('invalid-request', { detail: 'The body broke off. Nothing was changed.' })
}

async function collect(stream: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of stream) {
    length += chunk.byteLength
    if (length > bytesMax) return null
    chunks.push(chunk)
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
}

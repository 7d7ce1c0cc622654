import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  method: string
  url: string
  authorization: string | undefined
  body: string
  atMillis: number
}

/** What the server does to one request. */
export type Behaviour = (heard: Heard, response: ServerResponse, message: IncomingMessage) => void

export interface RoughServer {
  url: string
  heard: Heard[]
  close: () => void
}

/** A server that treats the first request by the first behaviour, the second by the second, and all later ones by the last. */
export async function roughServer(...behaviours: Behaviour[]): Promise<RoughServer> {
  const heard: Heard[] = []
  const server = createServer(async (message, response) => {
    const { method = '', url = '', headers } = message
    let body = ''
    for await (const chunk of message.setEncoding('utf8')) body += chunk
    const request = { method, url, authorization: headers.authorization, body, atMillis: performance.now() }
    const behave = behaviours[Math.min(heard.push(request), behaviours.length) - 1]
    behave?.(request, response, message)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** An address of this machine where nobody listens. */
export async function deadAddress(): Promise<string> {
  const server = await roughServer()
  server.close()
  return server.url
}

/** Breaks the connection off without an answer. */
export const cut: Behaviour = (_, __, message) => {
  message.socket.resetAndDestroy()
}

/** Begins a good answer and breaks it off. */
export const cutMidway: Behaviour = (_, response, message) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 })
  response.write('{"charge": {"id": "')
  setTimeout(() => message.socket.destroy(), 5)
}

/** Takes the request and never answers. */
export const silence: Behaviour = () => {}

export function answers(status: number, body: object | string, headers: Record<string, string> = {}): Behaviour {
  return (_, response) => {
    response.writeHead(status, headers)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

export function refuses(
  status: number,
  kind: string,
  facts: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Behaviour {
  const problem = {
    type: `/api/v1/problems/${kind}`,
    title: kind,
    status,
    detail: `It is ${kind}.`,
    instance: 'urn:uuid:1',
  }
  return answers(status, { ...problem, ...facts }, { 'content-type': 'application/problem+json', ...headers })
}

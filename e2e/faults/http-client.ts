import http from 'node:http'

const ANSWER_LIMIT_MS = 30_000

export interface HttpAnswer {
  status: number
  text: string
}

/** Connections that are kept alive to one application, with one key. */
export class HttpClient {
  private readonly agent: http.Agent

  constructor(
    private readonly url: string,
    private readonly key: string,
    connectionsMax: number,
  ) {
    this.agent = new http.Agent({ keepAlive: true, maxSockets: connectionsMax })
  }

  /** Undefined when the connection was refused or cut. Throws when there is no answer within half a minute. */
  post(path: string, body: string): Promise<HttpAnswer | undefined> {
    const headers = {
      authorization: `Bearer ${this.key}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.url}${path}`, { method: 'POST', agent: this.agent, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
        response.on('error', () => resolve(undefined))
      })
      request.on('error', () => resolve(undefined))
      request.setTimeout(ANSWER_LIMIT_MS, () => {
        reject(new Error(`POST ${path} had no answer within ${ANSWER_LIMIT_MS / 1000} s.`))
        request.destroy()
      })
      request.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

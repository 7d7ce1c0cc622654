import net from 'node:net'

/** What a benchmark looks at in an answer: its status, how its body begins, and of a batch how many events were refused. */
export interface RawAnswer {
  status: number
  beginning: string
  refused: number
}

const BEGINNING_LENGTH = 80

/**
 * One kept-alive HTTP/1.1 connection that sends prepared bytes and reads only what it must. On a machine of two processors the
 * client's own work would otherwise be a good part of what is measured.
 */
export class RawConnection {
  private head = ''
  private bodyLeft = -1
  private status = 0
  private beginning = ''
  private tail = ''
  private pending: { resolve: (answer: RawAnswer) => void; reject: (error: Error) => void } | undefined

  private constructor(private readonly socket: net.Socket) {
    socket.setNoDelay(true)
    socket.on('data', (chunk) => this.read(chunk))
    socket.on('error', (error) => this.fail(error))
    socket.on('close', () => this.fail(new Error('The application closed the connection.')))
  }

  static open(port: number): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(new RawConnection(socket)))
      socket.once('error', reject)
    })
  }

  /** Sends one request and waits for its whole answer. Throws when the connection ends first. */
  send(request: string): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject }
      this.socket.write(request)
    })
  }

  close(): void {
    this.socket.destroy()
  }

  private read(chunk: Buffer): void {
    const body = this.bodyLeft < 0 ? this.readHead(chunk) : chunk
    if (body === undefined) return
    this.bodyLeft -= body.length
    if (this.beginning.length < BEGINNING_LENGTH)
      this.beginning += body.subarray(0, BEGINNING_LENGTH - this.beginning.length).toString('latin1')
    this.tail = (this.tail + body.subarray(-40).toString('latin1')).slice(-40)
    if (this.bodyLeft > 0) return
    const { status, beginning } = this
    const answer = { status, beginning, refused: Number(/"refused":(\d+)}$/.exec(this.tail)?.[1] ?? 0) }
    this.head = ''
    this.bodyLeft = -1
    this.beginning = ''
    this.tail = ''
    this.pending?.resolve(answer)
  }

  /** Takes bytes until the head is whole; returns what stands behind it. */
  private readHead(chunk: Buffer): Buffer | undefined {
    const seen = this.head.length
    this.head += chunk.toString('latin1')
    const end = this.head.indexOf('\r\n\r\n')
    if (end < 0) return undefined
    const head = this.head.slice(0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) {
      this.fail(new Error(`An answer without content-length: ${head.slice(0, 200)}`))
      return undefined
    }
    this.status = Number(head.slice(9, 12))
    this.bodyLeft = Number(length)
    return chunk.subarray(end + 4 - seen)
  }

  private fail(error: Error): void {
    this.pending?.reject(error)
    this.pending = undefined
  }
}

/** The bytes of a request. */
export function rawRequest(method: 'GET' | 'POST', path: string, key: string, body = ''): string {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${key}`]
  if (method === 'POST') lines.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`)
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

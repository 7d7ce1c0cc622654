import net from 'node:net'

/** An answer as it came over the socket; header names in small letters. */
export interface RawAnswer {
  status: number
  headers: ReadonlyMap<string, string>
  body: string
}

export interface Exchanged {
  /** Usually one; more when the server took the rest of a body for further requests. */
  answers: RawAnswer[]
  /** Whether the server ended the connection, rather than our patience. */
  isClosed: boolean
  milliseconds: number
}

/** Sends the bytes as they are on a connection of their own, then reads until the server ends it or the patience does. */
export function exchange(
  address: URL,
  bytes: Uint8Array,
  { method, halfClose, patienceMillis }: { method: string; halfClose: boolean; patienceMillis: number },
): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    const chunks: Buffer[] = []
    const socket = net.connect(Number(address.port), address.hostname)
    const finish = (isClosed: boolean) => {
      clearTimeout(timer)
      socket.destroy()
      const milliseconds = performance.now() - start
      try {
        resolve({ answers: readAnswers(Buffer.concat(chunks), method), isClosed, milliseconds })
      } catch (error) {
        reject(error)
      }
    }
    const timer = setTimeout(() => finish(false), patienceMillis)
    socket.on('data', (chunk) => chunks.push(chunk))
    socket.on('end', () => finish(true))
    // Cut while we were still sending: what was answered before stands.
    socket.on('error', () => finish(true))
    socket.write(bytes)
    if (halfClose) socket.end()
  })
}

function readAnswers(bytes: Buffer, method: string): RawAnswer[] {
  const answers: RawAnswer[] = []
  let rest = bytes
  while (rest.length > 0) {
    const end = rest.indexOf('\r\n\r\n')
    if (end === -1) throw new Error(`This is no answer in HTTP: ${rest.toString('latin1')}`)
    const [first = '', ...lines] = rest.subarray(0, end).toString('latin1').split('\r\n')
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(first)?.[1])
    const headers = new Map(lines.map(splitLine))
    const { body, length } = readBody(rest.subarray(end + 4), headers, method === 'HEAD' || status === 204)
    answers.push({ status, headers, body })
    rest = rest.subarray(end + 4 + length)
  }
  return answers
}

function splitLine(line: string): [string, string] {
  const colon = line.indexOf(':')
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
}

/** The body, and how many bytes it took. */
function readBody(
  bytes: Buffer,
  headers: ReadonlyMap<string, string>,
  isBare: boolean,
): { body: string; length: number } {
  if (isBare) return { body: '', length: 0 }
  if (headers.get('transfer-encoding') === 'chunked') return readChunks(bytes)
  const length = Number(headers.get('content-length') ?? bytes.length)
  return { body: bytes.subarray(0, length).toString('utf8'), length }
}

function readChunks(bytes: Buffer): { body: string; length: number } {
  const chunks: Buffer[] = []
  let at = 0
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', at)
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString('latin1'), 16)
    if (lineEnd === -1 || Number.isNaN(size)) throw new Error('The chunks of an answer break off.')
    const start = lineEnd + 2
    chunks.push(bytes.subarray(start, start + size))
    at = start + size + 2
    if (size === 0) return { body: Buffer.concat(chunks).toString('utf8'), length: at }
  }
}

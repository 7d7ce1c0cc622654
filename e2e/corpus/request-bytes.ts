import { gzipSync } from 'node:zlib'
import { DAY, HOUR, type Instant, instantFromMillis, instantToIso, MINUTE, SECOND } from '@/lib/domain/instants'
import { newAddress } from '../fixtures'
import { type Case, type GoodRequest, pointerOf, type Row } from './corpus'

const UNITS: Readonly<Record<string, Instant>> = { s: SECOND, m: MINUTE, h: HOUR, d: DAY }

/** Fills in what stands in angle brackets: <account> and other names, <new> for one new id, <now-36d>, <5x[> for five brackets. */
export function fill(text: string, names: ReadonlyMap<string, string>): string {
  const id = crypto.randomUUID()
  return text.replace(/<(?:(\d+)x([^>]+)|now(?:([+-]\d+)([smhd]))?|([\w-]+))>/g, (all, times, part, by, unit, name) => {
    if (times !== undefined) return part.repeat(Number(times))
    if (name === 'new') return id
    if (name !== undefined) return names.get(name) ?? all
    return instantToIso(instantFromMillis(Date.now()) + BigInt(by ?? 0) * (UNITS[unit] ?? 0n))
  })
}

export interface RawRequest {
  method: string
  bytes: Buffer
}

/** The request of a case, byte by byte. */
export function requestBytes({ row, good, door }: Case, names: ReadonlyMap<string, string>): RawRequest {
  const method = row.method ?? good.method
  const body = bodyBytes(row, good, names)
  const path = fill((row.path ?? good.path) + row.query, names)
  // The framework makes the same path of it; the direct door does not know it.
  const target = door === 'direct' || !good.isDirect ? path : path.replace('/api/v1/', '/api/v1/x/../')
  const lines = headerLines(row, good, body, names)
  const head = Buffer.from([`${method} ${target} HTTP/1.1`, ...lines, '', ''].join('\r\n'), 'latin1')
  return { method, bytes: Buffer.concat([head, ...(body === null ? [] : [row.isChunked ? inChunks(body) : body])]) }
}

type Headers = Row['headers']

function headerLines(row: Row, good: GoodRequest, body: Buffer | null, names: ReadonlyMap<string, string>): string[] {
  const framing: Headers = row.isChunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': `${body?.length}` }
  const usual: Headers = {
    host: '127.0.0.1',
    // An address of its own for each, so that they do not throttle one another.
    'x-forwarded-for': newAddress(),
    authorization: 'Bearer <service-key>',
    ...(body === null ? {} : { 'content-type': good.type ?? 'application/json', ...framing }),
    ...(row.expect.closes ? {} : { connection: 'close' }),
  }
  return Object.entries({ ...usual, ...row.headers }).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((text) => `${name}: ${fill(text, names)}`),
  )
}

/** Null sends none. */
function bodyBytes(row: Row, good: GoodRequest, names: ReadonlyMap<string, string>): Buffer | null {
  if (row.base64 !== undefined) return Buffer.from(row.base64, 'base64')
  if (row.gzip !== undefined) return gzipSync(Buffer.alloc(row.gzip, ' '))
  const text = row.text ?? bodyText(row, good)
  if (text === null) return null
  const whole = fill(text, names)
  const cut = whole.slice(0, whole.length - row.cut)
  return Buffer.from(cut.padEnd(row.padTo), row.charset)
}

function bodyText(row: Row, good: GoodRequest): string | null {
  const given = row.body === undefined ? good.body : row.body
  if (given === undefined) return null
  const body = structuredClone(given)
  const raw = Object.entries(row.raw)
  const marked = Object.fromEntries(raw.map(([field], i) => [field, mark(i)]))
  for (const [field, value] of Object.entries({ ...row.set, ...marked })) put(body, pointerOf(good, field), value)
  for (const field of row.without) put(body, pointerOf(good, field), undefined)
  return raw.reduce((text, [, written], i) => text.replace(`"${mark(i)}"`, () => written), JSON.stringify(body))
}

const mark = (i: number) => `raw-${i}`

/** Puts the value where the pointer leads; undefined takes away what is there. A list is the batch of one event that the pointer leads into. */
function put(body: unknown, pointer: string, value: unknown): void {
  const path = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = path.pop() ?? ''
  const start = Array.isArray(body) ? body[0] : body
  const place = path.reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], start)
  if (value === undefined) delete (place as Record<string, unknown>)[last]
  else (place as Record<string, unknown>)[last] = value
}

function inChunks(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
}

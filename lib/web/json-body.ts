import { Refusal } from '@/lib/domain/refusals'
import type { ApiRequest } from './api/request'
import { parseStrictJson } from './strict-json'

/** 1 MiB. */
export const BODY_BYTES_MAX = 1024 * 1024

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What belongs to the body's media type; refuses a type that `choices` does not name, another character set and compression. */
export function chooseByMediaType<T>(headers: ApiRequest['headers'], choices: Readonly<Record<string, T>>): T {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '').toLowerCase().split(';').map(trim)
  const choice = Object.hasOwn(choices, type) ? choices[type] : undefined
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (choice !== undefined && isUtf8(charset) && encoding === 'identity') return choice
  const accepted = Object.keys(choices)
  throw new Refusal('unsupported-media-type', {
    detail: `Send the body as ${accepted.join(' or ')} in UTF-8, not compressed. Nothing was changed.`,
    facts: { accepted },
  })
}

function isUtf8(charset: string | undefined): boolean {
  return charset === undefined || /^charset="?utf-8"?$/.test(charset)
}

/** Reads the body as strict JSON: 'too-large' beyond 1 MiB, 'invalid-request' for anything but well-formed JSON in UTF-8. */
export async function readJsonBody(request: ApiRequest): Promise<unknown> {
  const bytes = await readBytes(request)
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new Refusal('invalid-request', { detail: 'The body is not UTF-8. Nothing was changed. Send JSON in UTF-8.' })
  }
  return parseStrictJson(text)
}

/** The raw body: 'too-large' beyond 1 MiB. */
export async function readBytes(request: ApiRequest): Promise<Uint8Array> {
  const announced = request.headers.get('content-length')
  if (announced !== null && (!/^\d{1,7}$/.test(announced) || BigInt(announced) > BODY_BYTES_MAX)) throw tooLarge()
  const bytes = await request.readBody(BODY_BYTES_MAX)
  if (!bytes) throw tooLarge()
  return bytes
}

function tooLarge(): Refusal {
  return new Refusal('too-large', {
    detail: 'The body is larger than 1 MiB. Nothing was changed. Send it in parts.',
    facts: { bytesMax: BODY_BYTES_MAX },
  })
}

function trim(text: string): string {
  return text.trim()
}

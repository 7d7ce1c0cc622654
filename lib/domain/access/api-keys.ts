/** The shape that secret scanners may look for: product, environment, 32 random characters, 6 of checksum. */
export const API_KEY_PATTERN = /^ck_live_[0-9A-Za-z]{38}$/

const PREFIX = 'ck_live_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const RANDOM_LENGTH = 32
const CHECKSUM_LENGTH = 6
/** What lists may show of a key: 24 of its 190 bits. */
const SHOWN_LENGTH = PREFIX.length + 4

/**
 * A key from random bytes: 32 characters of base62 (190 bits), then their CRC32.
 * Bytes of 248 and above are skipped, so that every character is equally likely: 64 bytes are enough except once in 10^20 times.
 */
export function composeApiKey(randomBytes: Uint8Array): string {
  const characters = [...randomBytes].filter((byte) => byte < 248).slice(0, RANDOM_LENGTH)
  if (characters.length < RANDOM_LENGTH) throw new RangeError('Too few random bytes for a key.')
  const random = characters.map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${PREFIX}${random}${checksum(random)}`
}

/** Whether the text can be a key at all: a typing error or a truncated key is seen without asking the database. */
export function isWellFormedApiKey(text: string): boolean {
  if (!API_KEY_PATTERN.test(text)) return false
  const random = text.slice(PREFIX.length, PREFIX.length + RANDOM_LENGTH)
  return text.endsWith(checksum(random))
}

export function shownPrefix(key: string): string {
  return key.slice(0, SHOWN_LENGTH)
}

function checksum(random: string): string {
  let rest = crc32(random)
  let text = ''
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    text = `${ALPHABET[rest % ALPHABET.length]}${text}`
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value >>> 0
})

function crc32(ascii: string): number {
  let crc = 0xffffffff
  for (let i = 0; i < ascii.length; i++) crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

import { createHash, randomBytes } from 'node:crypto'

/** A fresh secret for a link: 32 random bytes in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret. It has 190 bits or more, so a plain SHA-256 is enough. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(secret).digest())
}

/** A stand-in for an address in places that need not know it: the throttle and the audit log of failures. */
export function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

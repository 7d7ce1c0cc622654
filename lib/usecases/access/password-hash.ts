import { hash, verify } from '@node-rs/argon2'
import { newSecret } from './secrets'

/** Argon2id, 19 MiB, two passes: OWASP's recommendation, and the library's default. */
export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'))
}

let decoy: Promise<string> | undefined

/** Whether the password is right. Takes as long when there is no password to compare with. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(newSecret())
  const right = await verify(passwordHash ?? (await decoy), password.normalize('NFKC'))
  return right && passwordHash !== null
}

import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Login {
  readonly email: string
  readonly password: string
  readonly what: string
}

interface Logins {
  readonly note: string
  readonly logins: readonly Login[]
}

const CONSONANTS = 'bdfgklmnprstvz'
const VOWELS = 'aeiou'

/** The phrase that opens every log-in of the file, or a new one: three made-up words, some 55 bits. */
export function keptPassword(file: string): string {
  if (existsSync(file)) {
    const { logins } = JSON.parse(readFileSync(file, 'utf8')) as Logins
    if (logins[0]) return logins[0].password
  }
  return Array.from({ length: 3 }, word).join('-')
}

/** Writes who can sign in, for the start to print; readable by nobody else on the machine. */
export function keepLogins(file: string, logins: Logins): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function word(): string {
  return Array.from({ length: 3 }, () => letter(CONSONANTS) + letter(VOWELS)).join('')
}

function letter(letters: string): string {
  return letters.charAt(randomInt(letters.length))
}

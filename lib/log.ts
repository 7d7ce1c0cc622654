import { pino } from 'pino'
import { config } from './config'

let logger: ReturnType<typeof pino> | undefined

/** The process's log: JSON lines on standard output. Never log keys, passwords, tokens of sign-in or whole requests. */
export function log(): ReturnType<typeof pino> {
  logger ??= pino({ level: config().LOG_LEVEL, base: undefined })
  return logger
}

import { setTimeout as sleep } from 'node:timers/promises'

/** Far more than looking an address up and writing a letter take, and little to somebody who then opens a mailbox. */
export const EVEN_MILLIS = 150

/** Answers no sooner than after a fixed time, so that how long it takes does not tell whether there was anybody to write to. */
export async function inEvenTime<T>(work: Promise<T>): Promise<T> {
  const [answer] = await Promise.all([work, sleep(EVEN_MILLIS)])
  return answer
}

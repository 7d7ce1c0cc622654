import type { z } from 'zod'
import { insertMessage, updateMessage } from '@/lib/db/access-messages'
import { composeLetter, type Letter, type LetterFacts, type LetterKind } from '@/lib/domain/access/letters'
import { hasSmtp, sendLetter } from '@/lib/gateways/email/smtp'
import { log } from '@/lib/log'
import { type House, theHouse, type Usecase, type Work } from '../define'

/** A letter written down in the books, to be sent after the commit. */
export interface WrittenLetter {
  id: string
  recipient: string
  letter: Letter
}

/** Writes a letter within the work of a verb. */
export async function writeLetter(
  work: Work,
  recipient: string,
  kind: LetterKind,
  language: 'en' | 'fr',
  facts: LetterFacts = {},
): Promise<WrittenLetter> {
  return keepLetter(work, recipient, composeLetter(kind, language, facts))
}

/**
 * Writes a composed letter down. Its text is kept only when no SMTP server will carry it: it may hold a link that signs in, and
 * whoever reads the table should not.
 */
export async function keepLetter(work: Work, recipient: string, letter: Letter): Promise<WrittenLetter> {
  const id = work.newId()
  const kept = hasSmtp() ? { subject: letter.subject, text: '', html: '' } : letter
  await insertMessage(work.tx, { id, recipient, ...kept, createdAt: work.now })
  return { id, recipient, letter }
}

/** What a verb that writes letters answers inside: the letters, and what its caller gets. */
export interface Posting<T> {
  letters: WrittenLetter[]
  answer: T
}

/** The verb, with its letters handed to the post after the commit. The caller does not wait for the post, so its time tells nothing. */
export function thenPost<S extends z.ZodType, T>(verb: Usecase<S, Posting<T>>): Usecase<S, T> {
  return async (caller, input, house = theHouse()) => {
    const { letters, answer } = await verb(caller, input, house)
    for (const letter of letters) void postLetter(letter, house)
    return answer
  }
}

/** Sends a letter whose writing is committed, and writes down what became of it. Never throws. */
export async function postLetter({ id, recipient, letter }: WrittenLetter, house: House): Promise<void> {
  if (!hasSmtp()) {
    log().info({ message: id }, 'A message is kept at /admin/messages: SMTP_URL is not set.')
    return
  }
  const failure = await sendLetter(recipient, letter).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'The SMTP server did not say why.').slice(0, 500),
  )
  if (failure) log().error({ message: id, failure }, 'A message was not sent.')
  await updateMessage(house.db, id, failure).catch((error: unknown) =>
    log().error({ message: id, error }, 'The fate of a message was not written down.'),
  )
}

import { createTransport, type Transporter } from 'nodemailer'
import { config } from '@/lib/config'
import type { Letter } from '@/lib/domain/access/letters'

let transport: { url: string; mailer: Transporter } | undefined

/** Whether letters leave the house; without SMTP they are kept to be read in it. */
export function hasSmtp(): boolean {
  return config().SMTP_URL !== undefined
}

/** Hands the letter to the SMTP server. Throws when it is not accepted; waits at most 10 s for each step. */
export async function sendLetter(recipient: string, letter: Letter): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = config()
  if (!SMTP_URL) throw new Error('SMTP_URL is not set.')
  await mailerFor(SMTP_URL).sendMail({ from: MAIL_FROM, to: { name: '', address: recipient }, ...letter })
}

function mailerFor(url: string): Transporter {
  if (transport?.url !== url) {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 }
    transport = { url, mailer: createTransport({ url, ...timeouts }) }
  }
  return transport.mailer
}

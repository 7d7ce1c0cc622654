import { z } from 'zod'

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/

/**
 * The one form in which an address is kept and compared: NFKC, lower case, one plain local part at one ASCII domain.
 * Null for anything else: two addresses, quotes, line breaks, a look-alike of "@" or of a letter.
 */
export function normaliseEmail(text: string): string | null {
  if (text.length > 320 || /[^\x20-\x7e]/.test(text.trim())) return null
  const address = text.trim().normalize('NFKC').toLowerCase()
  const [local = '', domain = '', ...more] = address.split('@')
  return more.length === 0 && local.length <= 64 && LOCAL.test(local) && DOMAIN.test(domain) ? address : null
}

/** An e-mail address as input: parsed to its normal form. */
export const EmailInput = z.string().transform((text, context) => {
  const address = normaliseEmail(text)
  if (address === null) {
    context.issues.push({
      code: 'custom',
      input: text,
      params: { code: 'not-an-email' },
      message: 'Enter one e-mail address, such as name@example.com.',
    })
    return z.NEVER
  }
  return address
})

import type { Messages } from 'next-intl'

/**
 * What client components may read with useTranslations. Everything else is translated on the server and handed down as
 * finished text, so that no browser loads the whole catalogue.
 */
export function clientMessages({ errors, ui }: Messages): Partial<Messages> {
  return { errors, ui }
}

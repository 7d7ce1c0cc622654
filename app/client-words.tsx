import { type Messages, NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { clientMessages } from '@/lib/web/client-messages'

/** Lets what runs in the browser below read these parts of the catalogue as well. */
export async function ClientWords({ of, children }: { of: readonly (keyof Messages)[]; children: ReactNode }) {
  const messages = await getMessages()
  const parts = Object.fromEntries(of.map((part) => [part, messages[part]]))
  return (
    <NextIntlClientProvider messages={{ ...clientMessages(messages), ...parts }}>{children}</NextIntlClientProvider>
  )
}

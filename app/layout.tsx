import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import { NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { clientMessages } from '@/lib/web/client-messages'
import { parseTheme, THEME_COOKIE } from '@/lib/web/preferences'
import './globals.css'

const inter = localFont({
  src: './fonts/inter-latin.woff2',
  weight: '400 650',
  display: 'optional',
  variable: '--font-inter',
  adjustFontFallback: 'Arial',
})

export const metadata: Metadata = { title: { default: 'Comptoir', template: '%s · Comptoir' } }

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#161d1b' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, messages, jar] = await Promise.all([getLocale(), getMessages(), cookies()])
  const theme = parseTheme(jar.get(THEME_COOKIE)?.value)
  return (
    <html lang={locale} data-theme={theme === 'auto' ? undefined : theme} className={inter.variable}>
      <body>
        <NextIntlClientProvider messages={clientMessages(messages)}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}

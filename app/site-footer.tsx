import { cookies } from 'next/headers'
import type { ComponentProps } from 'react'
import { Footer } from '@/components/layout/footer'
import { PreferencesForm } from '@/components/layout/preferences-form'
import { parseTheme, THEME_COOKIE } from '@/lib/web/preferences'
import { changePreferences } from './preferences'

/** The footer of every page; pages with figures add the facts that these rest on. */
export async function SiteFooter(props: Omit<ComponentProps<typeof Footer>, 'preferences'>) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return <Footer preferences={<PreferencesForm action={changePreferences} theme={theme} />} {...props} />
}

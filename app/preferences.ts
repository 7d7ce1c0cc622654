'use server'

import { cookies } from 'next/headers'
import { requireOwnPage } from '@/lib/web/action'
import { setPreferences } from '@/lib/web/set-preferences'

/** Language and colours of this browser; the page is drawn anew with them. */
export async function changePreferences(form: FormData): Promise<void> {
  await requireOwnPage()
  await setPreferences(form, await cookies())
}

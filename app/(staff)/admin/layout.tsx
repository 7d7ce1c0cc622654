import type { ReactNode } from 'react'
import { SignOutButton } from '@/app/sign-out-button'
import { SiteFooter } from '@/app/site-footer'
import { PlainShell } from '@/components/layout/plain-shell'
import { staffCaller } from '@/lib/web/session'

/** The frame of the staff's pages. What each role may see and do is decided by the use cases, not here. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  await staffCaller()
  return (
    <PlainShell home="/admin/messages" aside={<SignOutButton />} footer={<SiteFooter />}>
      {children}
    </PlainShell>
  )
}

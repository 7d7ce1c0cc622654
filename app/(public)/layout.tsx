import type { ReactNode } from 'react'
import { SiteFooter } from '@/app/site-footer'
import { PlainShell } from '@/components/layout/plain-shell'

export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <PlainShell home="/" footer={<SiteFooter />}>
      {children}
    </PlainShell>
  )
}

import { PlainShell } from '@/components/layout/plain-shell'
import { NotFound } from '@/components/ui/not-found'
import { SiteFooter } from './site-footer'

export default function PageNotFound() {
  return (
    <PlainShell home="/" footer={<SiteFooter />}>
      <NotFound />
    </PlainShell>
  )
}

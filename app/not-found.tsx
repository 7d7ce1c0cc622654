import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PlainShell } from '@/components/layout/plain-shell'
import { NotFound } from '@/components/ui/not-found'
import { SiteFooter } from './site-footer'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notFound'))('title') }
}

export default function PageNotFound() {
  return (
    <PlainShell home="/" footer={<SiteFooter />}>
      <NotFound />
    </PlainShell>
  )
}

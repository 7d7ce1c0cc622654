import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ApiReferencePage } from '@/components/api-reference/api-reference-page'
import { apiReference } from '@/lib/web/api-reference'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiReference'))('title') }
}

/** "How does my service talk to Comptoir?" */
export default function ApiReference() {
  return <ApiReferencePage {...apiReference()} />
}

import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { HomePage } from '@/components/customer/home/home-page'
import { firstCallCommand } from '@/lib/web/first-call'
import { readHome } from '@/lib/web/home'

interface PageProps {
  params: Promise<{ account: string }>
  searchParams: Promise<{ view?: string | string[] }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [{ account }, t] = [await readHome((await params).account), await getTranslations('home')]
  return { title: `${t('title')} · ${account.name}` }
}

/** "Will I be all right?" */
export default async function AccountHome({ params, searchParams }: PageProps) {
  const view = await readHome((await params).account)
  const address = `/a/${view.account.id}` as Route
  return (
    <HomePage
      view={view}
      shown={(await searchParams).view === 'table' ? 'table' : 'chart'}
      address={address}
      keys={`${address}/keys` as Route}
      command={firstCallCommand(view)}
    />
  )
}

import type { Metadata, Route } from 'next'
import { getTranslations } from 'next-intl/server'
import { HomePage } from '@/components/customer/home/home-page'
import { PaceText } from '@/lib/domain/forecast/inputs'
import { firstCallCommand } from '@/lib/web/first-call'
import { readHome } from '@/lib/web/home'

interface PageProps {
  params: Promise<{ account: string }>
  searchParams: Promise<{ view?: string | string[]; pace?: string | string[] }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const [{ account }, t] = [await readHome((await params).account), await getTranslations('home')]
  return { title: `${t('title')} · ${account.name}` }
}

/** "Will I be all right?" */
export default async function AccountHome({ params, searchParams }: PageProps) {
  const { view: shown, pace: asked = '1' } = await searchParams
  const pace = PaceText.safeParse(asked)
  const view = await readHome((await params).account, pace.data)
  const path = `/a/${view.account.id}` as Route
  return (
    <HomePage
      view={view}
      state={{ path, shown: shown === 'table' ? 'table' : 'chart', pace: view.pace }}
      isPaceRefused={!pace.success}
      pages={{ buy: `${path}/buy` as Route, keys: `${path}/keys` as Route, limits: `${path}/limits` as Route }}
      command={firstCallCommand(view)}
    />
  )
}

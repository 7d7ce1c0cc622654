import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CardPage } from '@/components/public/rates/card-page'
import { readCard } from '@/lib/web/rates'

export async function generateMetadata({ params }: PageProps<'/rates/[version]'>): Promise<Metadata> {
  const { card } = await readCard((await params).version)
  return { title: (await getTranslations('rates'))('card', { version: card.version }) }
}

/** "What did it cost then?" */
export default async function Card({ params }: PageProps<'/rates/[version]'>) {
  return <CardPage {...(await readCard((await params).version))} />
}

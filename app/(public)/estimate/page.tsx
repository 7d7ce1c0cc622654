import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ClientWords } from '@/app/client-words'
import { EstimatePage } from '@/components/public/estimate/estimate-page'
import { RatesPage } from '@/components/public/rates/rates-page'
import { readEstimate } from '@/lib/web/estimate'
import { readRates } from '@/lib/web/rates'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('estimate'))('title') }
}

/** "What will my work cost?" */
export default async function Estimate({ searchParams }: PageProps<'/estimate'>) {
  const answer = await readEstimate(await searchParams)
  if (!answer) return <RatesPage rates={await readRates()} current={null} />
  return (
    <ClientWords of={['estimate', 'units', 'classes']}>
      <EstimatePage {...answer} />
    </ClientWords>
  )
}

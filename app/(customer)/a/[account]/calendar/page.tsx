import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { CalendarPage } from '@/components/customer/calendar/calendar-page'
import { parseKinds } from '@/lib/domain/forecast/schedule-filter'
import { readCalendar } from '@/lib/web/calendar'
import { readHome } from '@/lib/web/home'
import { makeFeed, revokeFeed } from './actions'

export async function generateMetadata({ params }: PageProps<'/a/[account]/calendar'>): Promise<Metadata> {
  await readHome((await params).account)
  return { title: (await getTranslations('calendar'))('title') }
}

/** "What happens to my tokens, and when?" */
export default async function AccountCalendar({ params, searchParams }: PageProps<'/a/[account]/calendar'>) {
  const { view, feeds } = await readCalendar((await params).account)
  const filter = parseKinds((await searchParams).kind)
  return <CalendarPage {...{ view, feeds, filter, makeFeed, revokeFeed }} />
}

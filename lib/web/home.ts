import 'server-only'
import { cache } from 'react'
import type { HomeView } from '@/lib/domain/forecast/views'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/**
 * One snapshot for all of a page: frame, balance pill and answer read it once and cannot disagree. A page that asks "what if I used
 * twice as much" has a snapshot of its own for that pace: its frame keeps to what is.
 */
export function readHome(accountId: string, pace = 1): Promise<HomeView> {
  return readOnce(accountId, pace)
}

const readOnce = cache((accountId: string, pace: number) =>
  forPage(memberCaller().then((caller) => getHome(caller, { accountId, pace }))),
)

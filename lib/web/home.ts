import 'server-only'
import { cache } from 'react'
import type { HomeView } from '@/lib/domain/forecast/views'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/** One snapshot for all of a page: frame, balance pill and answer read it once and cannot disagree. */
export const readHome = cache(async (accountId: string): Promise<HomeView> => {
  return forPage(memberCaller().then((caller) => getHome(caller, { accountId })))
})

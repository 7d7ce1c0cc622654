import 'server-only'
import type { Route } from 'next'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import type { PayAsYouGoView } from '@/lib/domain/purchases/pay-as-you-go'
import { getPayAsYouGo } from '@/lib/usecases/purchases/get-pay-as-you-go'
import { setPayAsYouGo } from '@/lib/usecases/purchases/set-pay-as-you-go'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { forPage } from './page-answer'
import { memberCaller } from './session'

export async function readPayAsYouGo(accountId: string): Promise<PayAsYouGoView> {
  return forPage(getPayAsYouGo(await memberCaller(), { accountId, language: await pageLanguage() }))
}

/** Switches it on with the cap of a form, or changes the cap. */
export async function switchPayAsYouGoOn(fields: FormFields): Promise<Route> {
  const language = await pageLanguage()
  const [accountId, cap] = [fields.text('accountId'), typedAmount(fields.text('cap'), language).slice(0, 40)]
  await setPayAsYouGo(await memberCaller(), { accountId, cap, language })
  return payAsYouGoAddress(accountId, 'on')
}

/** The page, which says what was just done. */
export function payAsYouGoAddress(accountId: string, done: 'on' | 'off'): Route {
  return `/a/${accountId}/plan/pay-as-you-go?done=${done}` as Route
}

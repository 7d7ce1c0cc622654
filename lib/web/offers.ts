import 'server-only'
import type { OffersView } from '@/lib/domain/catalogue/views'
import { listOffers } from '@/lib/usecases/catalogue/list-offers'
import { visitorCaller } from './session'

/** What is on sale, in the currency that the address names. */
export async function readOffers(currency: string): Promise<OffersView> {
  return listOffers(await visitorCaller(), { currency: currency.slice(0, 10) })
}

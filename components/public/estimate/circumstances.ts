import type { RateCardLine } from '@/lib/domain/catalogue/model'
import type { ActionName, OffersView } from '@/lib/domain/catalogue/views'
import type { Instant } from '@/lib/domain/instants'

/** What an estimate in the browser needs to know: all of it is public. */
export interface Circumstances {
  offers: OffersView
  actions: readonly ActionName[]
  /** The actions of the card in force. */
  lines: readonly RateCardLine[]
  now: Instant
}

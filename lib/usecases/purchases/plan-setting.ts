import type { z } from 'zod'
import type { Sale } from '@/lib/domain/purchases/order-model'
import { ceilingIn, type TopUpInput } from '@/lib/domain/purchases/top-up-inputs'
import type { TopUpSetting } from '@/lib/domain/purchases/top-up-model'
import { topUpSale } from '@/lib/domain/purchases/top-up-plan'
import { Refusal } from '@/lib/domain/refusals'
import { counterFor, type Shop } from './read-shop'

/** A rule as it may be set, and what one of its purchases is and costs today. */
export interface PlannedSetting {
  readonly setting: TopUpSetting
  readonly sale: Sale
}

/** Refuses a pack that is not sold, and a ceiling that no purchase fits under. */
export function planSetting(shop: Shop, setting: TopUpSetting): PlannedSetting {
  const { book, buyer, packs } = shop
  const sale = topUpSale(setting.packKey, counterFor(buyer, packs, book.currency, setting.language))
  if (!sale) throw wrong('/packKey', 'not-sold', 'Choose one of the packs on sale.')
  if (sale.totalCents > setting.ceilingCents) {
    const message = `One purchase costs ${sale.totalCents} minor units with its tax. Raise the ceiling, or choose a smaller pack.`
    throw wrong('/ceiling', 'ceiling-too-low', message)
  }
  return { setting, sale }
}

/** The same of what somebody wrote. */
export function planWritten(shop: Shop, { threshold, packKey, ceilingMilli, language }: z.output<typeof TopUpInput>) {
  const ceilingCents = ceilingIn(shop.book.currency, ceilingMilli)
  return planSetting(shop, { threshold, packKey, ceilingCents, language })
}

/** Nothing is switched on that could not pay. */
export function requireMeans({ buyer, card }: Shop): void {
  if (!buyer) {
    throw new Refusal('billing-missing', {
      detail: 'Say first who buys: name, address and country. Nothing was switched on.',
    })
  }
  if (!card) {
    throw new Refusal('conflict', {
      detail: 'Save a card first, from which auto top-up pays. Nothing was switched on.',
      facts: { rule: 'card-missing' },
    })
  }
}

function wrong(pointer: string, code: string, message: string): Refusal {
  return new Refusal('invalid-input', {
    detail: `${message} Nothing was changed.`,
    faults: [{ pointer, code, message }],
  })
}

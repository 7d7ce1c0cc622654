import 'server-only'
import { createHash } from 'node:crypto'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { canonicalCard } from '@/lib/domain/catalogue/card-json'
import type { PublishedCard, RatesView } from '@/lib/domain/catalogue/views'
import { type RateRow, rateRows } from '@/lib/domain/purchases/rate-examples'
import { listRates } from '@/lib/usecases/catalogue/list-rates'
import { visitorCaller } from './session'

/** Every rate card, read once for each request. */
export const readRates = cache(async (): Promise<RatesView> => listRates(await visitorCaller(), {}))

interface CardAnswer {
  rates: RatesView
  card: PublishedCard
  before: PublishedCard | null
  rows: RateRow[]
  hash: string
}

/** The card of the version as an address names it; what is no published version is the page "not found". */
export async function readCard(version: string): Promise<CardAnswer> {
  const rates = await readRates()
  const place = rates.cards.findIndex((card) => `${card.version}` === version)
  const card = rates.cards[place]
  if (!card) notFound()
  return {
    rates,
    card,
    before: rates.cards[place - 1] ?? null,
    rows: rateRows(card, rates.cards),
    hash: createHash('sha256').update(canonicalCard(card)).digest('hex'),
  }
}

/** The card in force with its rows; null before the first takes effect. */
export function currentCard({ cards, inForce }: RatesView): { card: PublishedCard; rows: RateRow[] } | null {
  const card = cards.find(({ version }) => version === inForce)
  return card ? { card, rows: rateRows(card, cards) } : null
}

/** The card as a file: the text of which its page shows the hash. It never changes. */
export async function answerRatesFile(version: string): Promise<Response> {
  const { card, hash } = await readCard(version)
  return new Response(canonicalCard(card), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="rates-${card.version}.json"`,
      etag: `"${hash}"`,
    },
  })
}

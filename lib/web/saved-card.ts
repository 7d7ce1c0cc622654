import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { log } from '@/lib/log'
import { keepCard } from '@/lib/usecases/purchases/keep-card'
import { CARD_PAGES, saveCard } from '@/lib/usecases/purchases/save-card'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/** The provider's page where the card of a form's account is saved. */
export async function startCard(fields: FormFields): Promise<Route> {
  const address = await saveCard(await memberCaller(), {
    accountId: fields.text('accountId'),
    formKey: fields.text('formKey'),
    page: fields.choice<(typeof CARD_PAGES)[number]>('page'),
    query: fields.text('query'),
    language: await pageLanguage(),
  })
  return address as Route
}

/** What a form sends that leads to saving a card, and back to the page with what is in its address now. */
export function cardForm(accountId: string, page: (typeof CARD_PAGES)[number], query: URLSearchParams) {
  return { accountId, page, query: `${query}`, formKey: randomUUID() }
}

/** Keeps the card of whoever comes back from saving one, and leads on to the page that sent them, which says what came of it. */
export async function returnFromCard(accountId: string, query: URLSearchParams): Promise<never> {
  const page = CARD_PAGES.find((known) => known === query.get('to')) ?? CARD_PAGES[0]
  const card = await keep(accountId, query.get('session') ?? '')
  const back = new URLSearchParams(query.get('query') ?? '')
  back.set('card', card)
  redirect(`/a/${accountId}/${page}?${back}` as Route)
}

async function keep(accountId: string, sessionId: string): Promise<'saved' | 'none' | 'unknown'> {
  try {
    return (await forPage(keepCard(await memberCaller(), { accountId, sessionId }))) ? 'saved' : 'none'
  } catch (error) {
    if (!(error instanceof PaymentFault)) throw error
    log().warn({ accountId, fault: error.kind, error: error.message }, 'The provider could not be asked about a card.')
    return 'unknown'
  }
}

import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { PaymentFault } from '@/lib/domain/purchases/payment-fault'
import { log } from '@/lib/log'
import { keepCard } from '@/lib/usecases/purchases/keep-card'
import { type CARD_PAGES, saveCard } from '@/lib/usecases/purchases/save-card'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { forPage } from './page-answer'
import { memberCaller } from './session'

type CardPage = (typeof CARD_PAGES)[number]

/** The provider's page where the card of a form's account is saved. */
export async function startCard(fields: FormFields): Promise<Route> {
  const address = await saveCard(await memberCaller(), {
    accountId: fields.text('accountId'),
    formKey: fields.text('formKey'),
    page: fields.choice<CardPage>('page'),
    query: fields.text('query'),
    language: await pageLanguage(),
  })
  return address as Route
}

/** What a form sends that leads to saving a card, and back to the page with what is in its address now. */
export function cardForm(accountId: string, page: CardPage, query: URLSearchParams) {
  return { accountId, page, query: `${query}`, formKey: randomUUID() }
}

/**
 * Keeps the card of whoever comes back to the page from saving one, and leads on to the same page, which then says what came of it. Without
 * a session in its address nothing happens.
 */
export async function keepReturnedCard(
  accountId: string,
  page: CardPage,
  { session, ...query }: Record<string, string | string[] | undefined>,
): Promise<void> {
  if (typeof session !== 'string') return
  const kept = Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  const address = new URLSearchParams(kept)
  address.set('card', await keep(accountId, session))
  redirect(`/a/${accountId}/${page}?${address}` as Route)
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

import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import type { OrderReview } from '@/lib/domain/purchases/offer'
import { Refusal } from '@/lib/domain/refusals'
import { listMembers } from '@/lib/usecases/access/list-members'
import { getOffer, type OfferToChoose } from '@/lib/usecases/purchases/get-offer'
import { reviewOrder } from '@/lib/usecases/purchases/review-order'
import { pageLanguage } from './browser'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/** Who may buy for an account, for the person who asks. */
export interface Buyers {
  mayBuy: boolean
  /** Who may. */
  names: string[]
}

export async function readBuyers(accountId: string): Promise<Buyers> {
  const caller = await memberCaller()
  const { members } = await forPage(listMembers(caller, { accountId }))
  const buyers = members.filter(({ role }) => role === 'owner' || role === 'billing')
  return { mayBuy: buyers.some(({ userId }) => userId === caller.userId), names: buyers.map(({ name }) => name) }
}

export async function readOffer(accountId: string): Promise<OfferToChoose> {
  return forPage(getOffer(await memberCaller(), { accountId }))
}

type Query = Record<string, string | string[] | undefined>

/** The choice as the form sends it and addresses carry it: a pack's key, or "amount" with a number of tokens as it was typed. */
export interface TypedChoice {
  pack: string
  tokens: string
}

export function typedChoice(query: Query): TypedChoice {
  const one = (name: string) => [query[name]].flat()[0] ?? ''
  const [pack, tokens] = [one('pack'), one('tokens')]
  return { pack: pack === '' && tokens !== '' ? 'amount' : pack, tokens }
}

/** The choice in the verbs' own terms. */
export async function chosen({ pack, tokens }: TypedChoice): Promise<{ packKey?: string; tokens?: string }> {
  if (pack === '') return {}
  return pack === 'amount' ? { tokens: typedAmount(tokens, await pageLanguage()) } : { packKey: pack }
}

/** What is to be bought, with a key for the form; leads back to the choice, with what was typed, when it is not sold. */
export async function readReview(accountId: string, choice: TypedChoice): Promise<OrderReview & { formKey: string }> {
  const language = await pageLanguage()
  try {
    const review = await reviewOrder(await memberCaller(), { accountId, ...(await chosen(choice)), language })
    return { ...review, formKey: randomUUID() }
  } catch (error) {
    const code = error instanceof Refusal ? error.faults[0]?.code : undefined
    if (code === undefined) return await forPage(Promise.reject(error))
    redirect(choiceAddress(accountId, choice, { fault: code }))
  }
}

/** The page of the choice, with a choice in it. */
export function choiceAddress(accountId: string, choice: TypedChoice, more: Record<string, string> = {}): Route {
  return `/a/${accountId}/buy?${new URLSearchParams({ ...choice, ...more })}` as Route
}

/** The page of the review. */
export function reviewAddress(accountId: string, choice: TypedChoice, more: Record<string, string> = {}): Route {
  return `/a/${accountId}/buy/review?${new URLSearchParams({ ...choice, ...more })}` as Route
}

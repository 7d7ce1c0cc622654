import 'server-only'
import type { Route } from 'next'
import type { FormFault } from '@/lib/domain/form-state'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import type { TopUpReview, TopUpView } from '@/lib/domain/purchases/top-up-view'
import { Refusal } from '@/lib/domain/refusals'
import { getTopUp } from '@/lib/usecases/purchases/get-top-up'
import { reviewTopUp } from '@/lib/usecases/purchases/review-top-up'
import { setTopUp } from '@/lib/usecases/purchases/set-top-up'
import { toFormFaults } from './action'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { forPage } from './page-answer'
import { memberCaller } from './session'

/** A rule as it was typed: the form sends it, addresses carry it. */
export interface TypedRule {
  below: string
  unit: string
  pack: string
  ceiling: string
}

type Query = Record<string, string | string[] | undefined>

/** The names of the form's fields by the pointers of the verb's faults. */
export const RULE_FIELDS = { '/packKey': 'pack' } as const

/** What was typed; null when the address has no rule. */
export function typedRule(query: Query): TypedRule | null {
  const one = (name: string) => [query[name]].flat()[0]
  const [below, unit, pack, ceiling] = [one('below'), one('unit'), one('pack'), one('ceiling')]
  if (below === undefined && unit === undefined && pack === undefined && ceiling === undefined) return null
  return { below: below ?? '', unit: unit ?? '', pack: pack ?? '', ceiling: ceiling ?? '' }
}

/** In the verb's own terms. */
async function ruleInput(accountId: string, { below, unit, pack, ceiling }: TypedRule) {
  const language = await pageLanguage()
  return {
    accountId,
    below: typedAmount(below, language).slice(0, 40),
    unit: unit.slice(0, 10),
    packKey: pack.slice(0, 40),
    ceiling: typedAmount(ceiling, language).slice(0, 40),
    language,
  }
}

export async function readTopUp(accountId: string): Promise<TopUpView> {
  return forPage(getTopUp(await memberCaller(), { accountId }))
}

/** A rule before it is switched on: all that is said of it, or what is wrong with it. */
export interface Reviewed {
  review: TopUpReview | null
  faults: readonly FormFault[]
}

export async function readTopUpReview(accountId: string, rule: TypedRule | null): Promise<Reviewed> {
  if (rule === null) return { review: null, faults: [] }
  try {
    return { review: await reviewTopUp(await memberCaller(), await ruleInput(accountId, rule)), faults: [] }
  } catch (error) {
    if (!(error instanceof Refusal) || error.faults.length === 0) return await forPage(Promise.reject(error))
    return { review: null, faults: await toFormFaults(error, RULE_FIELDS) }
  }
}

/** Switches the rule of a form on. */
export async function switchOnRule(fields: FormFields): Promise<Route> {
  const accountId = fields.text('accountId')
  const rule = {
    below: fields.text('below'),
    unit: fields.text('unit'),
    pack: fields.text('pack'),
    ceiling: fields.text('ceiling'),
  }
  await setTopUp(await memberCaller(), await ruleInput(accountId, rule))
  return topUpAddress(accountId, { switched: 'on' })
}

/** The page of auto top-up. */
export function topUpAddress(accountId: string, query: Readonly<Record<string, string>> = {}): Route {
  return `/a/${accountId}/top-up?${new URLSearchParams(query)}` as Route
}

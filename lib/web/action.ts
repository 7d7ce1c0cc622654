import 'server-only'
import type { Route } from 'next'
import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { config } from '@/lib/config'
import type { FormAction, FormFault } from '@/lib/domain/form-state'
import { type Fault, Refusal } from '@/lib/domain/refusals'
import { FormFields } from './form-fields'
import { isSameOrigin } from './same-origin'

/** What came of a form: go elsewhere, or stay and show it. */
export type Outcome<R> = { to: Route } | { result: R }

interface Options {
  /** Names of fields that differ from the input's, by pointer: { '/name': 'accountName' }. */
  fields?: Readonly<Record<string, string>>
}

/**
 * A server action: takes a form from a page of this site, runs a use case with it, and leads on or answers with what is wrong.
 * Refusals become faults in the reader's language beside what was typed; everything else that is thrown is a defect.
 */
export function defineAction<R = null>(
  run: (fields: FormFields) => Promise<Outcome<R>>,
  { fields: names = {} }: Options = {},
): FormAction<R> {
  return async (state, form) => {
    const fields = new FormFields(form)
    const answer = { values: fields.shownAgain(), answers: state.answers + 1 }
    const outcome = await attempt(() => run(fields))
    if (outcome instanceof Refusal) return { ...answer, faults: await toFormFaults(outcome, names), result: null }
    if ('to' in outcome) redirect(outcome.to)
    // The page around the form shows what was there before the deed.
    refresh()
    return { ...answer, values: {}, faults: [], result: outcome.result }
  }
}

/** The same for a form without fields to correct, such as a button: a refusal is thrown on to the error page. */
export function defineButton(run: (fields: FormFields) => Promise<Route>): (form: FormData) => Promise<void> {
  return async (form) => {
    await requireOwnPage()
    redirect(await run(new FormFields(form)))
  }
}

async function attempt<R>(run: () => Promise<Outcome<R>>): Promise<Outcome<R> | Refusal> {
  try {
    await requireOwnPage()
    return await run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Refuses a form that was not sent from a page of this site. */
export async function requireOwnPage(): Promise<void> {
  if (isSameOrigin(await headers(), config().NEXTAUTH_URL)) return
  throw new Refusal('forbidden', {
    detail: 'This form does not come from a page of this site.',
    facts: { rule: 'foreign-origin' },
  })
}

/** The faults in words: by the fault's code, else by the broken rule, else by the kind of refusal. */
export async function toFormFaults(refusal: Refusal, names: Options['fields'] = {}): Promise<FormFault[]> {
  const t = await getTranslations('forms')
  const minutes = Math.ceil((refusal.retryAfterSeconds ?? 60) / 60)
  const said = (key: string, fallback: string) => {
    const known = key as 'kinds.too-many-requests'
    return t.has(known) ? t(known, { minutes }) : fallback
  }
  if (refusal.faults.length > 0) {
    const faults = refusal.faults.map((fault) => ({
      field: fieldOf(fault, names),
      message: said(`faults.${fault.code}`, fault.message),
    }))
    return faults.filter((fault, i) => faults.findIndex((other) => other.field === fault.field) === i)
  }
  const ofKind = said(`kinds.${refusal.kind}`, refusal.message)
  return [{ message: typeof refusal.facts.rule === 'string' ? said(`rules.${refusal.facts.rule}`, ofKind) : ofKind }]
}

function fieldOf({ pointer }: Fault, names: NonNullable<Options['fields']>): string {
  const first = `/${pointer.split('/')[1] ?? ''}`
  return names[first] ?? first.slice(1)
}

import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Route } from 'next'
import { redirect } from 'next/navigation'
import type { PlanReview, PlansView } from '@/lib/domain/purchases/plan-views'
import type { TrialView } from '@/lib/domain/purchases/trial'
import { Refusal } from '@/lib/domain/refusals'
import { getPlans } from '@/lib/usecases/purchases/get-plans'
import { getTrial } from '@/lib/usecases/purchases/get-trial'
import { previewPlan } from '@/lib/usecases/purchases/preview-plan'
import { readHome } from './home'
import { forPage } from './page-answer'
import { memberCaller } from './session'

export async function readPlans(accountId: string): Promise<PlansView> {
  return forPage(getPlans(await memberCaller(), { accountId }))
}

/** What the change does, with a key for its form; who may not change plans is led back to where they are shown. */
export async function readPlanReview(
  accountId: string,
  planKey: string | null,
): Promise<{ review: PlanReview; formKey: string }> {
  try {
    return { review: await previewPlan(await memberCaller(), { accountId, planKey }), formKey: randomUUID() }
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') redirect(plansAddress(accountId))
    return await forPage(Promise.reject(error))
  }
}

/** What a trial of the plan is; who may not start one is led back to the plans. */
export async function readTrial(accountId: string, planKey: string): Promise<TrialView> {
  try {
    return await getTrial(await memberCaller(), { accountId, planKey })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'forbidden') redirect(plansAddress(accountId))
    return await forPage(Promise.reject(error))
  }
}

/** Whoever comes to a page about one plan without naming it is led to all of them; another account's are not found. */
export async function leadToPlans(accountId: string): Promise<never> {
  await readHome(accountId)
  redirect(plansAddress(accountId))
}

export function plansAddress(accountId: string, done?: string): Route {
  return `/a/${accountId}/plan${done === undefined ? '' : `?done=${done}`}` as Route
}

/** The preview of a plan by its key; of the end of the plan for null. */
export function planReviewAddress(accountId: string, planKey: string | null, more: Record<string, string> = {}): Route {
  const target: Record<string, string> = planKey === null ? { end: '1' } : { plan: planKey }
  return `/a/${accountId}/plan/review?${new URLSearchParams({ ...target, ...more })}` as Route
}

'use server'

import type { Route } from 'next'
import { cancelPlan } from '@/lib/usecases/purchases/cancel-plan'
import { keepPlan } from '@/lib/usecases/purchases/keep-plan'
import { sayWhyPlanEnds } from '@/lib/usecases/purchases/say-why-plan-ends'
import { startTrial } from '@/lib/usecases/purchases/start-trial'
import { defineAction, defineButton } from '@/lib/web/action'
import { confirmPlan } from '@/lib/web/change-plan'
import { plansAddress } from '@/lib/web/plan'
import { startCard } from '@/lib/web/saved-card'
import { memberCaller } from '@/lib/web/session'

export const confirm = defineAction<string>(async (fields) => ({ to: (await confirmPlan(fields)) as Route }))

export const saveCard = defineAction<string>(async (fields) => ({ to: await startCard(fields) }))

export const keep = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await keepPlan(await memberCaller(), { accountId })
  return plansAddress(accountId, 'kept')
})

export const sayWhy = defineAction<string>(async (fields) => {
  const said = { accountId: fields.text('accountId'), words: fields.text('words') }
  await sayWhyPlanEnds(await memberCaller(), { ...said, why: fields.choice('why') })
  return { result: 'said' }
})

export const tryPlan = defineAction<string>(async (fields) => {
  const [accountId, planKey] = [fields.text('accountId'), fields.text('planKey')]
  await startTrial(await memberCaller(), { accountId, planKey })
  return { to: plansAddress(accountId, 'tried') }
})

export const stop = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await cancelPlan(await memberCaller(), { accountId })
  return plansAddress(accountId, 'stopped')
})

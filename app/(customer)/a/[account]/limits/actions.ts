'use server'

import type { Route } from 'next'
import { removeBudget } from '@/lib/usecases/quotas/remove-budget'
import { removeCap } from '@/lib/usecases/quotas/remove-cap'
import { setBudget } from '@/lib/usecases/quotas/set-budget'
import { setCap } from '@/lib/usecases/quotas/set-cap'
import { defineAction, defineButton } from '@/lib/web/action'
import { limitFieldNames, readLimitFields } from '@/lib/web/limit-fields'
import { memberCaller } from '@/lib/web/session'

export const keepCap = defineAction<string>(
  async (fields) => {
    await setCap(await memberCaller(), await readLimitFields(fields, 'cap'))
    return { result: 'saved' }
  },
  { fields: limitFieldNames('cap') },
)

export const keepBudget = defineAction<string>(
  async (fields) => {
    await setBudget(await memberCaller(), await readLimitFields(fields, 'budget'))
    return { result: 'saved' }
  },
  { fields: limitFieldNames('budget') },
)

export const dropCap = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await removeCap(await memberCaller(), { accountId, key: fields.text('limitKey') })
  return `/a/${accountId}/limits` as Route
})

export const dropBudget = defineButton(async (fields) => {
  const accountId = fields.text('accountId')
  await removeBudget(await memberCaller(), { accountId, key: fields.text('limitKey') })
  return `/a/${accountId}/limits` as Route
})

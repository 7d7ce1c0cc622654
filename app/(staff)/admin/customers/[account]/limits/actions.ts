'use server'

import type { Route } from 'next'
import { liftWindow } from '@/lib/usecases/oversight/lift-window'
import { removeQuota } from '@/lib/usecases/oversight/remove-quota'
import { resetWindow } from '@/lib/usecases/oversight/reset-window'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { defineAction } from '@/lib/web/action'
import { QUOTA_FIELD_NAMES, readQuotaFields, readUntil } from '@/lib/web/customer-limits'
import type { FormFields } from '@/lib/web/form-fields'
import { staffCaller } from '@/lib/web/session'

export const keepQuota = defineAction<string>(
  async (fields) => {
    await setQuota(await staffCaller(), await readQuotaFields(fields))
    return { to: pageOf(fields) }
  },
  { fields: QUOTA_FIELD_NAMES },
)

export const dropQuota = defineAction<string>(async (fields) => {
  await removeQuota(await staffCaller(), subject(fields))
  return { to: pageOf(fields) }
})

export const reset = defineAction<string>(async (fields) => {
  await resetWindow(await staffCaller(), subject(fields))
  return { to: pageOf(fields) }
})

export const lift = defineAction<string>(async (fields) => {
  await liftWindow(await staffCaller(), { ...subject(fields), until: readUntil(fields) })
  return { to: pageOf(fields) }
})

function subject(fields: FormFields) {
  return { accountId: fields.text('accountId'), key: fields.text('limitKey'), reason: fields.text('reason') }
}

function pageOf(fields: FormFields): Route {
  return `/admin/customers/${fields.text('accountId')}/limits` as Route
}

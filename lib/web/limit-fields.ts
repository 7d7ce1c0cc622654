import 'server-only'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import type { OWN_LIMIT_UNITS } from '@/lib/domain/quotas/inputs'
import type { QUOTA_MEASURES, QUOTA_SCOPES } from '@/lib/domain/quotas/model'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'

/** What a form for a limit says, in the verb's own terms. `prefix` begins the names of its fields: a page may have several such forms. */
export async function readLimitFields(fields: FormFields, prefix: string) {
  const [scope = '', scopeId = null] = fields.text(`${prefix}Scope`).split(':')
  return {
    accountId: fields.text('accountId'),
    scope: scope as (typeof QUOTA_SCOPES)[number],
    scopeId,
    measure: fields.choice<(typeof QUOTA_MEASURES)[number]>(`${prefix}Measure`),
    unit: fields.choice<(typeof OWN_LIMIT_UNITS)[number]>(`${prefix}Unit`),
    cap: typedAmount(fields.text(`${prefix}Amount`), await pageLanguage()),
  }
}

/** The names of those fields by the pointers of the verb's faults. */
export function limitFieldNames(prefix: string): Readonly<Record<string, string>> {
  return {
    '/cap': `${prefix}Amount`,
    '/measure': `${prefix}Measure`,
    '/unit': `${prefix}Unit`,
    '/scope': `${prefix}Scope`,
    '/scopeId': `${prefix}Scope`,
  }
}

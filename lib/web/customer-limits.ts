import 'server-only'
import { parseWallTime, wallTime } from '@/lib/domain/calendar'
import { typedAmount } from '@/lib/domain/format/typed-amount'
import { DAY, instantToIso } from '@/lib/domain/instants'
import type { LimitsView, LimitView } from '@/lib/domain/quotas/views'
import { listCustomerLimits } from '@/lib/usecases/oversight/list-customer-limits'
import type { setQuota } from '@/lib/usecases/oversight/set-quota'
import { pageLanguage } from './browser'
import type { FormFields } from './form-fields'
import { readLimitFields } from './limit-fields'
import { forPage } from './page-answer'
import { queryText } from './query-text'
import { staffCaller } from './session'

/** What staff may do with a limit, each on a page that its address asks for. */
const DEEDS = ['reset', 'lift', 'remove', 'change'] as const

type Query = Record<string, string | string[] | undefined>

export interface CustomerLimits {
  view: LimitsView
  /** Whether this person sets, lifts and resets. */
  mayChange: boolean
  /** What the address asks to do, and with which limit. */
  asked: { deed: (typeof DEEDS)[number]; limit: LimitView } | null
  /** Tomorrow at this time by the account's clock, to begin with. */
  tomorrow: string
}

/** All that staff's page of a customer's limits shows. */
export async function readCustomerLimits(accountId: string, query: Query): Promise<CustomerLimits> {
  const caller = await staffCaller()
  const view = await forPage(listCustomerLimits(caller, { accountId }))
  const mayChange = caller.role === 'operator' || caller.role === 'admin'
  const asked = DEEDS.flatMap((deed) =>
    view.limits.filter(({ quota }) => quota.key === queryText(query[deed])).map((limit) => ({ deed, limit })),
  )
  const tomorrow = wallTime(view.at + DAY, view.timeZone)
  return { view, mayChange, asked: (mayChange && asked[0]) || null, tomorrow }
}

/** The end of a lift by the account's clock, as the instant that the verb takes; what is no time is handed on, to be refused. */
export function readUntil(fields: FormFields): string {
  const at = parseWallTime(fields.text('until'), fields.text('timeZone'))
  return at === null ? fields.text('until') : instantToIso(at)
}

type QuotaInput = Parameters<typeof setQuota>[1]

export async function readQuotaFields(fields: FormFields): Promise<QuotaInput> {
  const terms = await readLimitFields(fields, 'quota')
  const perMinute = fields.optional('quotaSlow')
  return {
    ...(terms as Pick<QuotaInput, 'accountId' | 'scope' | 'scopeId' | 'measure'>),
    unit: fields.choice<QuotaInput['unit']>('quotaUnit'),
    cap: typedAmount(fields.text('quotaAmount'), await pageLanguage()),
    name: fields.text('quotaName'),
    kind: fields.choice<QuotaInput['kind']>('quotaKind'),
    policy: fields.choice<QuotaInput['policy']>('quotaPolicy'),
    ...(perMinute === undefined
      ? {}
      : { slowPerMinute: /^\d{1,6}$/.test(perMinute) ? Number.parseInt(perMinute, 10) : 0 }),
    reasonEn: fields.text('quotaReasonEn'),
    reasonFr: fields.text('quotaReasonFr'),
    reason: fields.text('quotaReason'),
  }
}

/** The names of those fields by the pointers of the verb's faults. */
export const QUOTA_FIELD_NAMES: Readonly<Record<string, string>> = {
  '/name': 'quotaName',
  '/scope': 'quotaScope',
  '/scopeId': 'quotaScope',
  '/measure': 'quotaMeasure',
  '/unit': 'quotaUnit',
  '/kind': 'quotaKind',
  '/cap': 'quotaAmount',
  '/policy': 'quotaPolicy',
  '/slowPerMinute': 'quotaSlow',
  '/reasonEn': 'quotaReasonEn',
  '/reasonFr': 'quotaReasonFr',
  '/reason': 'quotaReason',
}

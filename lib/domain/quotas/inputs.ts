import { z } from 'zod'
import { AccountIdInput } from '../access/inputs'
import { PositiveTokens, Text } from '../input-types'
import { QUOTA_MEASURES, QUOTA_SCOPES } from './model'

export const OWN_LIMIT_UNITS = ['day', 'week', 'month'] as const

/** Names a limit of the account: "account:hour", "cap:account:tokens:month". */
export const LimitKey = Text.min(1).max(200)

/** A limit above 0 in its measure: tokens, operations, or the currency's own units, such as "25.50". */
export const LimitAmount = PositiveTokens

/** Whose use counts: the account's, which needs no id, or one key's or member's. */
export function isScopeNamed({ scope, scopeId }: { scope: string; scopeId: string | null }): boolean {
  return (scope === 'account') === (scopeId === null)
}

export const SCOPE_NAMED = {
  path: ['scopeId'],
  params: { code: 'scope-unnamed' },
  error: 'Name the API key or member, or leave it out for the whole account.',
}

/** What a customer sets for itself: a cap that stops, or a budget that tells. */
export const OwnLimitInput = z
  .strictObject({
    accountId: AccountIdInput,
    scope: z.enum(QUOTA_SCOPES),
    scopeId: z.uuid().toLowerCase().nullable().default(null),
    measure: z.enum(QUOTA_MEASURES),
    unit: z.enum(OWN_LIMIT_UNITS),
    cap: LimitAmount,
  })
  .refine(isScopeNamed, SCOPE_NAMED)

export const RemoveOwnLimitInput = z.strictObject({ accountId: AccountIdInput, key: LimitKey })

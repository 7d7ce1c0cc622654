import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { findUsualTokens } from '@/lib/db/metering-holds'
import { withRetry } from '@/lib/db/transactions'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { SECOND } from '@/lib/domain/instants'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { canonicalHold } from '@/lib/domain/metering/fingerprint'
import { HoldInput } from '@/lib/domain/metering/inputs'
import type { Estimate } from '@/lib/domain/metering/plan-hold'
import { scope } from '../allow'
import { defineDirect, type House } from '../define'
import { accountNamed } from '../ledger/account-named'
import { enqueue } from './operation-queue'
import type { HoldOutcome } from './operations'

/** Sets tokens aside for work that is about to begin, once under its id. Throws the refusal: 'insufficient-tokens', 'window-full' and so on. */
export const openHold = defineDirect({
  name: 'metering.open-hold',
  input: HoldInput,
  allow: scope('usage:write'),
  run: async (asked, caller, house): Promise<HoldOutcome> => {
    const [outcome] = await enqueue([{ kind: 'hold', request: await toRequest(asked, caller, house) }], house)
    if (outcome?.kind === 'refusal') throw outcome.refusal
    if (outcome?.kind !== 'hold') throw new Error('The queue did not answer a hold with a hold.')
    return outcome
  },
})

async function toRequest(asked: z.output<typeof HoldInput>, caller: ApiKeyCaller, house: House) {
  const accountId = accountNamed(caller, asked.account, '/account')
  const request = {
    accountId,
    source: asked.source,
    key: asked.id,
    actionKey: asked.action,
    ...(await withRetry(() => estimateOf(asked, accountId, house))),
    lasts: BigInt(asked.expiresInSeconds) * SECOND,
    tags: asked.tags,
    memberId: asked.member ?? NIL_ID,
  }
  const fingerprint = createHash('sha256').update(canonicalHold(request)).digest('hex')
  return { ...request, apiKeyId: caller.keyId, fingerprint }
}

/** What is asked for; without quantities and tokens it is the account's usual charge of the action, null when there is none. */
export async function estimateOf(
  { quantities, tokens, action }: Pick<z.output<typeof HoldInput>, 'quantities' | 'tokens' | 'action'>,
  accountId: string,
  house: House,
): Promise<Pick<Estimate, 'basis' | 'quantities' | 'tokens'>> {
  if (quantities !== undefined) return { basis: 'quantities', quantities, tokens: null }
  if (tokens !== undefined) return { basis: 'tokens', quantities: {}, tokens }
  return { basis: 'usual', quantities: {}, tokens: await findUsualTokens(house.db, accountId, action) }
}

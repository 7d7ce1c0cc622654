import { z } from 'zod'
import { ReleaseInput } from '@/lib/domain/metering/inputs'
import { scope } from '../allow'
import { defineDirect } from '../define'
import { accountNamed } from '../ledger/account-named'
import { requireHoldId } from './hold-id'
import { enqueue } from './operation-queue'
import type { ReleaseOutcome } from './operations'

/** Gives back all that a hold holds. Releasing it again changes nothing; one that was captured or ran out is refused 'hold-resolved'. */
export const releaseHold = defineDirect({
  name: 'metering.release-hold',
  input: ReleaseInput.extend({ id: z.string() }),
  allow: scope('usage:write'),
  run: async ({ id, account }, caller, house): Promise<ReleaseOutcome> => {
    const accountId = accountNamed(caller, account, '/account')
    const release = { accountId, holdId: requireHoldId(id), apiKeyId: caller.keyId }
    const [outcome] = await enqueue([{ kind: 'release', request: release }], house)
    if (outcome?.kind === 'refusal') throw outcome.refusal
    if (outcome?.kind !== 'release') throw new Error('The queue did not answer a release with a release.')
    return outcome
  },
})

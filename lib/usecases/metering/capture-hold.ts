import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalCapture } from '@/lib/domain/metering/fingerprint'
import { CaptureInput } from '@/lib/domain/metering/inputs'
import { scope } from '../allow'
import { defineDirect } from '../define'
import { accountNamed } from '../ledger/account-named'
import { requireHoldId } from './hold-id'
import { enqueue } from './operation-queue'
import type { CaptureOutcome } from './operations'

/**
 * Settles a hold with what the work took: charges that, and gives the rest back. Once: the same capture again is the first answer,
 * any other is refused 'hold-resolved'.
 */
export const captureHold = defineDirect({
  name: 'metering.capture-hold',
  input: CaptureInput.safeExtend({ id: z.string() }),
  allow: scope('usage:write'),
  run: async ({ id, account, member, tags, ...work }, caller, house): Promise<CaptureOutcome> => {
    const request = {
      ...work,
      accountId: accountNamed(caller, account, '/account'),
      holdId: requireHoldId(id),
      memberId: member ?? null,
      tags: tags ?? null,
    }
    const fingerprint = createHash('sha256').update(canonicalCapture(request)).digest('hex')
    const capture = { kind: 'capture', request: { ...request, apiKeyId: caller.keyId, fingerprint } } as const
    const [outcome] = await enqueue([capture], house)
    if (outcome?.kind === 'refusal') throw outcome.refusal
    if (outcome?.kind !== 'capture') throw new Error('The queue did not answer a capture with a capture.')
    return outcome
  },
})

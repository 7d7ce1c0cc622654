import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { ApiKeyCaller } from '@/lib/domain/access/callers'
import { NIL_ID } from '@/lib/domain/ledger/model'
import { CloudEventInput, pointerInCloudEvent } from '@/lib/domain/metering/cloud-events'
import { canonicalUsage } from '@/lib/domain/metering/fingerprint'
import { type ReportedUsage, UsageEventInput } from '@/lib/domain/metering/inputs'
import type { UsageEvent } from '@/lib/domain/metering/model'
import type { Refusal } from '@/lib/domain/refusals'
import { scope } from '../allow'
import { defineDirect, type House } from '../define'
import { accountNamed } from '../ledger/account-named'
import { enqueueUsage } from './operation-queue'
import type { ChargeOutcome } from './operations'

/** How a reporter writes an event down, and where in it the fields of the plain event stand. */
export interface UsageFormat {
  input: z.ZodType<ReportedUsage>
  pointer: (pointer: string) => string
}

export const PLAIN_EVENT: UsageFormat = { input: UsageEventInput, pointer: (pointer) => pointer }
export const CLOUD_EVENT: UsageFormat = { input: CloudEventInput, pointer: pointerInCloudEvent }

/** Charges one usage event, once under its id. Throws the refusal: 'insufficient-tokens', 'key-reused', 'unknown-action' and so on. */
export const recordUsage = recordIn(PLAIN_EVENT)
/** The same for an event written as a CloudEvent. */
export const recordCloudEvent = recordIn(CLOUD_EVENT)

function recordIn(format: UsageFormat) {
  return defineDirect({
    name: 'metering.record-usage',
    input: format.input,
    allow: scope('usage:write'),
    run: (usage, caller, house) => record(usage, caller, house, format),
  })
}

async function record(
  usage: ReportedUsage,
  caller: ApiKeyCaller,
  house: House,
  format: UsageFormat,
): Promise<ChargeOutcome> {
  const [outcome] = await enqueueUsage([toUsageEvent(usage, caller, format)], house)
  if (!outcome) throw new Error('The queue gave no answer to an event.')
  if (outcome.kind === 'refusal') throw refusalIn(outcome.refusal, format)
  return outcome
}

/** The event as the ledger takes it, for the account that the caller may write. Refuses a service key's event without an account. */
export function toUsageEvent(usage: ReportedUsage, caller: ApiKeyCaller, format: UsageFormat): UsageEvent {
  const event = {
    accountId: accountNamed(caller, usage.account, format.pointer('/account')),
    source: usage.source,
    key: usage.id,
    actionKey: usage.action,
    quantities: usage.quantities,
    occurredAt: usage.occurredAt,
    mode: usage.mode,
    status: usage.status,
    tags: usage.tags,
    memberId: usage.member ?? NIL_ID,
  }
  const fingerprint = createHash('sha256').update(canonicalUsage(event)).digest('hex')
  return { ...event, apiKeyId: caller.keyId, fingerprint }
}

/** The refusal in the reporter's own format: its faults point into what was sent. */
export function refusalIn(refusal: Refusal, format: UsageFormat): Refusal {
  return refusal.with({
    faults: refusal.faults.map((fault) => ({ ...fault, pointer: format.pointer(fault.pointer) })),
  })
}

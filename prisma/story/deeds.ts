import type { StaffCaller } from '@/lib/domain/access/callers'
import { addDays } from '@/lib/domain/calendar'
import { HOUR, type Instant, instantToIso, MINUTE } from '@/lib/domain/instants'
import { adjustAllocation } from '@/lib/usecases/oversight/adjust-allocation'
import { assignPlan } from '@/lib/usecases/oversight/assign-plan'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { reverseTransaction } from '@/lib/usecases/oversight/reverse-transaction'
import { PACKS, type PackKey, PLANS, type PlanKey } from './catalogue'
import type { Customer } from './customers'
import { recordingDeeds } from './holds'
import { before } from './hours'
import { budgetAndCap, earlierSlowing } from './limits'
import { DEMO, type Deed, type Reported, type Teller, type Told } from './teller'

/** What happens to the customer beside its usage, by hours left. */
export function deedsOf(
  customer: Customer,
  end: Instant,
  teller: Teller,
  admin: StaffCaller,
): ReadonlyMap<number, Deed[]> {
  const deeds = new Map<number, Deed[]>()
  const at = (hoursLeft: number, deed: Deed) => deeds.set(hoursLeft, [...(deeds.get(hoursLeft) ?? []), deed])
  if (customer.plan) {
    const { key, begunDaysAgo: days, monthsBefore: months } = customer.plan
    const startsAt = before(end, customer.timeZone, { days, months })
    at(Number((end - startsAt) / HOUR), onPlan(teller, key))
  }
  if (customer.upgrade) at(customer.upgrade.daysLeft * 24, onPlan(teller, customer.upgrade.key))
  const { pack, daysLeft } = customer.buys ?? { pack: 'small', daysLeft: [] }
  for (const days of daysLeft) at(days * 24, (told, now) => buyPack(teller, told, pack, now))
  if (customer.key === 'steady') {
    at(40 * 24, budgetAndCap(teller))
    at(21 * 24, outageAdjustment(teller, admin))
    at(12 * 24, imagePromotion(teller))
    at(70, doubleRecording(teller))
    at(68, reversedRecording(teller, admin))
  }
  if (customer.key === 'overbuys') {
    for (const [hoursLeft, deed] of recordingDeeds(teller, customer.joinsDaysLeft)) at(hoursLeft, deed)
  }
  if (customer.key === 'bursty') {
    at(83 * 24, earlierSlowing(teller, admin))
    at(60 * 24, pilotEnd(teller, admin))
  }
  return deeds
}

/** Buys a pack of the catalogue; keyed by the hour. */
export async function buyPack(teller: Teller, told: Told, key: PackKey, at: Instant): Promise<void> {
  const { nameEn, nameFr, tokens, priceCents, expiresAfterDays } = PACKS[key]
  const { accountId, customer } = told
  const { transaction } = await giveGrant(
    DEMO,
    {
      accountId,
      key: `pack:${instantToIso(at)}`,
      source: 'pack',
      name: customer.language === 'fr' ? nameFr : nameEn,
      tokens,
      costCents: priceCents,
      expiresAt: instantToIso(addDays(at, customer.timeZone, expiresAfterDays)),
      reason: customer.language === 'fr' ? 'Lot acheté.' : 'Pack bought.',
    },
    teller.house,
  )
  told.available = transaction.availableAfter
}

/** Puts the customer on a plan, at once: its first one, or a larger one for the rest of the period. */
function onPlan(teller: Teller, planKey: PlanKey): Deed {
  return async ({ accountId }) => {
    const reason = `Allowance of the ${PLANS[planKey].nameEn} plan.`
    await assignPlan(DEMO, { accountId, planKey, reason }, teller.house)
  }
}

function outageAdjustment(teller: Teller, admin: StaffCaller): Deed {
  return async ({ accountId, customer }, at) => {
    const expiresAt = instantToIso(addDays(at, customer.timeZone, 60))
    const reason = 'Our service was slow for three hours on this day; a day of your usual use is given back. Sorry.'
    const input = { accountId, direction: 'add', tokens: '12500', reason, key: 'slow-day', name: 'Goodwill', expiresAt }
    await adjustAllocation(admin, { ...input, direction: 'add' }, teller.house)
  }
}

function pilotEnd(teller: Teller, admin: StaffCaller): Deed {
  return async ({ accountId }) => {
    const reason = 'The pilot is over: its test tokens are taken back, as agreed with Grace.'
    await adjustAllocation(
      admin,
      { accountId, direction: 'remove', tokens: '1500', reason, key: 'pilot-end' },
      teller.house,
    )
  }
}

function imagePromotion(teller: Teller): Deed {
  return async ({ accountId, customer }, at) => {
    await giveGrant(
      DEMO,
      {
        accountId,
        key: 'promo:images',
        source: 'promo',
        name: 'Try images',
        tokens: '4000',
        allowedActions: ['image'],
        expiresAt: instantToIso(addDays(at, customer.timeZone, 16)),
        reason: 'Fifty images, to try them.',
      },
      teller.house,
    )
  }
}

/** The same recording, sent twice under two names by the seller's service. */
function recordings(told: Told, at: Instant): [first: Reported, again: Reported] {
  const recording = { told, action: 'transcription', quantities: { second: 1260 }, tags: { feature: 'mail' } }
  return [
    { ...recording, id: 'recording-0412', occurredAt: at - 22n * MINUTE },
    { ...recording, id: 'recording-0412-again', occurredAt: at - 20n * MINUTE },
  ]
}

function doubleRecording(teller: Teller): Deed {
  return async (told, at) => {
    await teller.report(recordings(told, at))
  }
}

function reversedRecording(teller: Teller, admin: StaffCaller): Deed {
  return async (told, at) => {
    const [, charge] = await teller.report(recordings(told, at - 2n * HOUR))
    if (!charge?.seq) throw new Error('The doubled recording was not charged.')
    const reason = 'Our service transcribed this recording twice: the second charge is given back.'
    const input = { accountId: told.accountId, seq: `${charge.seq}`, reason, key: 'recording-0412-again' }
    await reverseTransaction(admin, input, teller.house)
  }
}

import { DAY, type Instant, instantToIso } from '@/lib/domain/instants'
import { loadRateCards } from '@/lib/usecases/catalogue/rate-cards'
import type { House } from '@/lib/usecases/define'
import { defineComparison } from '@/lib/usecases/oversight/define-comparison'
import { definePack } from '@/lib/usecases/oversight/define-pack'
import { definePlan } from '@/lib/usecases/oversight/define-plan'
import { publishRateCard } from '@/lib/usecases/oversight/publish-rate-card'
import { comparisonOf, FIRST_CARD, PACKS, PLANS, SECOND_CARD } from './catalogue'
import { startOfMonth } from './hours'
import { STORY_LENGTH } from './story'
import { DEMO } from './teller'

/** Notice that is given of new prices. */
const NOTICE: Instant = 30n * DAY

/** The example of direct billing was looked up so long ago. */
const COMPARED_BEFORE: Instant = 20n * DAY

/** How many rate cards there are by now. */
export async function countCards(house: House, now: Instant): Promise<number> {
  return (await loadRateCards(house.db, house.db)).inForceAt(now)?.version ?? 0
}

/**
 * Plans, packs and the rate cards that are missing, published by the clock of their days: the first before the story begins,
 * the second on the first of a month three months later. What the seller has changed since is left alone.
 */
export async function tellCatalogue(base: House, now: Instant): Promise<void> {
  const start = now - STORY_LENGTH - DAY
  const told = await countCards(base, now)
  if (told === 0) {
    const house = { ...base, clock: () => start }
    for (const plan of Object.values(PLANS)) await definePlan(DEMO, plan, house)
    for (const pack of Object.values(PACKS)) await definePack(DEMO, pack, house)
    await defineComparison(DEMO, comparisonOf(instantToIso(now - COMPARED_BEFORE).slice(0, 10)), house)
    await publishRateCard(DEMO, { ...FIRST_CARD, effectiveAt: instantToIso(start) }, house)
  }
  if (told < 2) {
    const effectiveAt = startOfMonth(now - STORY_LENGTH / 2n, 'UTC')
    const house = { ...base, clock: () => effectiveAt - NOTICE }
    await publishRateCard(DEMO, { ...SECOND_CARD, effectiveAt: instantToIso(effectiveAt) }, house)
  }
}

import type { StoryHour } from './hours'
import { type Random, randomOf } from './random'

/** A usage event as a habit makes it; id and instant come with the telling. */
export interface Draft {
  readonly action: string
  readonly quantities: Readonly<Record<string, number>>
  readonly tags: Readonly<Record<string, string>>
}

// By hour of the local day, relative to the busiest hour.
const OFFICE = [0, 0, 0, 0, 0, 0, 0, 0, 0.7, 1, 1.1, 1, 0.5, 0.6, 1, 1, 0.9, 0.6, 0.2, 0, 0, 0, 0, 0]
const TRAVELLERS = [0, 0, 0, 0, 0, 0, 0, 0, 0.3, 0.6, 0.8, 1, 1.3, 1, 0.6, 0.5, 0.8, 1.3, 0, 0, 0, 0, 0, 0]
const CONSULTATIONS = [0, 0, 0, 0, 0, 0, 0, 0.6, 1, 0.8, 1, 0.6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
const DAYS_TOLD = 183
const MONITOR_CALL: Draft = { action: 'chat', quantities: { input: 3, output: 1 }, tags: { feature: 'monitor' } }

function at(shape: readonly number[], { hourOfDay }: StoryHour): number {
  return shape[hourOfDay] ?? 0
}

function isWeekend({ weekday }: StoryHour): boolean {
  return weekday > 5
}

function draw(count: number, make: () => Draft): Draft[] {
  return Array.from({ length: count }, make)
}

/** Office hours, quiet weekends, a growth that by now is a little more than the plan brings; somebody always works in the last hour told. */
export function ledgerBooks(hour: StoryHour, random: Random): Draft[] {
  const growth = 1.45 - (0.65 * hour.hoursLeft) / (24 * DAYS_TOLD)
  const count = random.count(6.8 * at(OFFICE, hour) * growth * (isWeekend(hour) ? 0.15 : 1))
  return draw(hour.hoursLeft === 0 ? Math.max(count, 4) : count, () => {
    const tags = {
      feature: random.pick([
        [5, 'invoices'],
        [3, 'reconciliation'],
        [2, 'mail'],
      ]),
    }
    return random.pick<() => Draft>([
      [60, () => chat(random, tags)],
      [20, () => ({ action: 'embeddings', quantities: { input: random.between(800, 30_000, 2) }, tags })],
      [10, () => transcription(random, tags)],
      [10, () => chatLarge(random, tags)],
    ])()
  })
}

/** A few calls a day, and on some days one to three hours of agents at work all at once. */
export function bursts(hour: StoryHour, random: Random): Draft[] {
  const quiet = isWeekend(hour) ? 0 : 0.8 * at(OFFICE, hour)
  const burst = burstAt(hour)
  return draw(random.count(quiet + burst), () => {
    const tags = {
      repository: random.pick([
        [6, 'kiln'],
        [3, 'glaze'],
        [1, 'docs'],
      ]),
    }
    return random.pick<() => Draft>([
      [88, () => code(random, tags)],
      [9, () => chatLarge(random, tags)],
      [3, () => chat(random, tags)],
    ])()
  })
}

/** Events an hour of the burst that runs then; 0 in between. The day alone decides, so that each of its hours agrees. */
function burstAt(hour: StoryHour): number {
  const today = randomOf(`burst ${hour.day}`)
  if (!today.chance(isWeekend(hour) ? 0.1 : 0.42)) return 0
  const start = today.between(9, 15)
  const isRunning = hour.hourOfDay >= start && hour.hourOfDay < start + today.between(1, 3)
  return isRunning ? today.between(60, 170) : 0
}

/** Trips are planned around lunch, after work and at weekends. The last hours use up what is left, down to a monitor's smallest calls. */
export function travel(hour: StoryHour, random: Random): Draft[] {
  const count = random.count(5 * at(TRAVELLERS, hour) * (isWeekend(hour) ? 1.3 : 1))
  const drafts = draw(count, () => {
    const tags = {
      feature: random.pick([
        [6, 'itinerary'],
        [3, 'translation'],
        [1, 'postcard'],
      ]),
    }
    return random.pick<() => Draft>([
      [75, () => chat(random, tags)],
      [10, () => chatLarge(random, tags)],
      [15, () => ({ action: 'image', quantities: { call: 1 }, tags })],
    ])()
  })
  drafts.push(...postcards(hour))
  const { hoursLeft } = hour
  if (hoursLeft < 10) drafts.push(...draw(hoursLeft > 2 ? 7 : 2, () => chatLarge(random, { feature: 'brochures' })))
  if (hoursLeft < 4) drafts.push(...draw(5, () => chat(random, { feature: 'itinerary' })))
  if (hoursLeft < 3) drafts.push(...draw(90, () => MONITOR_CALL))
  return drafts
}

/** At noon of some days all customers are sent pictures of what is on offer: more than an hour of the plan admits, now and then. */
function postcards(hour: StoryHour): Draft[] {
  const today = randomOf(`postcards ${hour.day}`)
  if (hour.hoursLeft < 72 || hour.hourOfDay !== 12 || !today.chance(0.07)) return []
  const image = { action: 'image', quantities: { call: 1 }, tags: { feature: 'postcard' } }
  return draw(today.between(60, 140), () => image)
}

/** A few dictations between consultations. */
export function clinic(hour: StoryHour, random: Random): Draft[] {
  const count = random.count((isWeekend(hour) ? 0 : 2.8) * at(CONSULTATIONS, hour))
  return draw(count, () => {
    const tags = {
      department: random.pick([
        [5, 'cardiologie'],
        [3, 'pédiatrie'],
        [2, 'accueil'],
      ]),
    }
    return random.chance(0.6) ? transcription(random, tags) : chat(random, tags)
  })
}

function chat(random: Random, tags: Draft['tags']): Draft {
  return {
    action: 'chat',
    quantities: { input: random.between(150, 3200, 1.6), output: random.between(40, 900, 1.4) },
    tags,
  }
}

function chatLarge(random: Random, tags: Draft['tags']): Draft {
  return {
    action: 'chat_large',
    quantities: { input: random.between(400, 2600, 1.5), output: random.between(150, 900, 1.3) },
    tags,
  }
}

function code(random: Random, tags: Draft['tags']): Draft {
  const quantities = { input: random.between(300, 12_000, 1.6), output: random.between(20, 900, 2) }
  const isCached = random.chance(0.6)
  return {
    action: 'code',
    quantities: isCached ? { ...quantities, cached_input: random.between(1000, 30_000, 1.5) } : quantities,
    tags,
  }
}

function transcription(random: Random, tags: Draft['tags']): Draft {
  return { action: 'transcription', quantities: { second: random.between(60, 1500, 1.4) }, tags }
}

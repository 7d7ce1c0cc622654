import type { PackKey, PlanKey } from './catalogue'
import { bursts, clinic, type Draft, ledgerBooks, travel } from './habits'
import type { StoryHour } from './hours'
import type { Random } from './random'

export interface Customer {
  /** Names the customer in keys and seeds. */
  readonly key: string
  readonly accountName: string
  readonly ownerEmail: string
  readonly language: 'en' | 'fr'
  readonly timeZone: string
  /** What the customer shows, for the list of log-ins. */
  readonly what: string
  readonly joinsDaysLeft: number
  readonly apiKeyName: string
  /** What the customer does in an hour. */
  readonly habit: (hour: StoryHour, random: Random) => Draft[]
  /** Taken so many months before the running period, which began this many days before the end; renews by itself. */
  readonly plan?: { readonly key: PlanKey; readonly begunDaysAgo: number; readonly monthsBefore: number }
  /** A larger plan, taken in the middle of a period. */
  readonly upgrade?: { readonly key: PlanKey; readonly daysLeft: number }
  /** Buys a pack whenever fewer tokens are left; the first habit counts that has not ended so many hours before the end. */
  readonly topUps?: readonly {
    readonly pack: PackKey
    readonly belowTokens: bigint
    readonly untilHoursLeft: number
  }[]
  /** From so many hours before the end no operation fails, so that the last charges show how the tokens went. */
  readonly reliableFromHoursLeft?: number
  /** Buys packs on these days, needed or not. */
  readonly buys?: { readonly pack: PackKey; readonly daysLeft: readonly number[] }
}

/** The oldest account first: the story begins with it. */
export const CUSTOMERS: readonly Customer[] = [
  {
    key: 'steady',
    accountName: 'Harbour Books',
    ownerEmail: 'ada@steady.example',
    language: 'en',
    timeZone: 'Europe/Paris',
    what: 'steady use that outgrows its monthly plan',
    joinsDaysLeft: 183,
    apiKeyName: 'bookkeeping server',
    habit: ledgerBooks,
    plan: { key: 'team', begunDaysAgo: 11, monthsBefore: 5 },
    topUps: [{ pack: 'small', belowTokens: 8000n, untilHoursLeft: 0 }],
  },
  {
    key: 'overbuys',
    accountName: 'Clinique des Érables',
    ownerEmail: 'luc@overbuys.example',
    language: 'fr',
    timeZone: 'America/Toronto',
    what: 'buys more than it uses: packs lapse (in French)',
    joinsDaysLeft: 170,
    apiKeyName: 'dictées',
    habit: clinic,
    buys: { pack: 'medium', daysLeft: [165, 140, 110, 80, 50, 20] },
  },
  {
    key: 'bursty',
    accountName: 'Kiln Code',
    ownerEmail: 'grace@bursty.example',
    language: 'en',
    timeZone: 'Europe/London',
    what: 'bursts of an LLM client, slowed down at their peaks',
    joinsDaysLeft: 160,
    apiKeyName: 'code agents',
    habit: bursts,
    plan: { key: 'starter', begunDaysAgo: 4, monthsBefore: 5 },
    upgrade: { key: 'team', daysLeft: 140 },
    topUps: [{ pack: 'medium', belowTokens: 100_000n, untilHoursLeft: 0 }],
  },
  {
    key: 'runsout',
    accountName: 'Tern Travel',
    ownerEmail: 'noor@runsout.example',
    language: 'en',
    timeZone: 'Europe/Lisbon',
    what: 'has just run out: requests are refused',
    joinsDaysLeft: 150,
    apiKeyName: 'trip planner',
    habit: travel,
    reliableFromHoursLeft: 12,
    plan: { key: 'starter', begunDaysAgo: 17, monthsBefore: 4 },
    topUps: [
      { pack: 'medium', belowTokens: 20_000n, untilHoursLeft: 14 * 24 },
      { pack: 'small', belowTokens: 20_000n, untilHoursLeft: 30 },
    ],
  },
]

/** People beside the owners. */
export const MEMBERS = [
  { customer: 'steady', email: 'vera@steady.example', role: 'viewer', what: 'sees Harbour Books, changes nothing' },
  { customer: 'bursty', email: 'dev@bursty.example', role: 'developer', what: 'makes keys for Kiln Code' },
] as const

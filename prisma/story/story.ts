import type { StaffCaller } from '@/lib/domain/access/callers'
import { DAY, HOUR, type Instant } from '@/lib/domain/instants'
import { TOKEN } from '@/lib/domain/tokens'
import type { House } from '@/lib/usecases/define'
import { getHome } from '@/lib/usecases/forecast/get-home'
import { scoreForecasts } from '@/lib/usecases/forecast/score-forecasts'
import { listDemoAccounts } from '@/lib/usecases/oversight/list-demo-accounts'
import { CUSTOMERS, type Customer } from './customers'
import { buyPack, deedsOf } from './deeds'
import { hoursOf, type StoryHour } from './hours'
import { ensureCustomer, ensureStoryStaff } from './people'
import { randomOf } from './random'
import { DEMO, type Deed, type Reported, Teller, type Told } from './teller'

/** How long the story is. */
export const STORY_LENGTH: Instant = 183n * DAY
const HOURS_TOLD = Number(STORY_LENGTH / HOUR)
const FAILED_SHARE = 0.015
/** The reporter of this customer goes down for some hours now and then: what happened then is reported late, when it is up again. */
const OUTAGES = { customer: 'steady', everyHours: 151, hours: 4 }

/** From then on the customers look at their home page every day: each forecast is kept, and judged a week later. */
const LOOKED_AT_DAYS_LEFT = 38

/** How far the story is told. It ends at the moment of its first telling, which the oldest account remembers. */
export interface StoryState {
  readonly end: Instant
  /** The last instant that has been told; null before the first. */
  readonly toldUntil: Instant | null
  readonly isTold: boolean
}

export async function readStory(house: House): Promise<StoryState> {
  const { asOf, accounts } = await listDemoAccounts(DEMO, {}, house)
  const [first, ...others] = accounts
  if (!first) return { end: asOf, toldUntil: null, isTold: false }
  const end = first.createdAt + STORY_LENGTH
  const posted = [first, ...others].map((account) => account.lastTransactionAt ?? account.createdAt)
  const toldUntil = posted.reduce((latest, at) => (at > latest ? at : latest))
  return { end, toldUntil, isTold: toldUntil >= end }
}

/**
 * Tells the story hour by hour to its end, from where an earlier telling was cut off. The last hour told may have been cut in
 * the middle, so it is told again: keys make that harmless.
 */
export async function tellStory(
  base: House,
  { end, toldUntil }: StoryState,
  password: string,
  onDay: (daysLeft: number) => void,
): Promise<void> {
  const start = end - STORY_LENGTH
  const teller = new Teller(base)
  teller.setClock(toldUntil ?? start)
  const admin = await ensureStoryStaff(password, teller.house)
  const lives = CUSTOMERS.map((customer) => new Life(customer, end, teller, admin))
  for (let hoursLeft = HOURS_TOLD; hoursLeft >= 0; hoursLeft--) {
    const at = end - BigInt(hoursLeft) * HOUR
    if (hoursLeft % 24 === 0) onDay(hoursLeft / 24)
    if (toldUntil !== null && at + HOUR <= toldUntil) continue
    teller.setClock(at)
    for (const life of lives) await life.joinAndAct(at, hoursLeft, password)
    const events = lives.flatMap((life) => life.usage(at, hoursLeft))
    if (events.length > 0) await teller.report(events)
    for (const life of lives) await life.topUp(at, hoursLeft)
    if (hoursLeft % 24 === 0 && hoursLeft / 24 <= LOOKED_AT_DAYS_LEFT) {
      for (const life of lives) await life.lookAtHome()
    }
  }
  while ((await scoreForecasts(DEMO, {}, teller.house)).next !== null);
}

/** One customer's six months. */
class Life {
  private readonly hourAt: (at: Instant, hoursLeft: number) => StoryHour
  private readonly deeds: ReadonlyMap<number, Deed[]>

  constructor(
    private readonly customer: Customer,
    end: Instant,
    private readonly teller: Teller,
    admin: StaffCaller,
  ) {
    this.hourAt = hoursOf(customer.timeZone)
    this.deeds = deedsOf(customer, end, teller, admin)
  }

  async joinAndAct(at: Instant, hoursLeft: number, password: string): Promise<void> {
    if (hoursLeft > this.customer.joinsDaysLeft * 24) return
    if (!this.teller.find(this.customer)) {
      this.teller.introduce(await ensureCustomer(this.customer, password, this.teller.house))
    }
    const told = this.requireTold()
    for (const deed of this.deeds.get(hoursLeft) ?? []) await deed(told, at)
  }

  /** What the customer's service reports at the end of the hour. */
  usage(at: Instant, hoursLeft: number): Reported[] {
    if (hoursLeft >= this.customer.joinsDaysLeft * 24) return []
    const { customer, everyHours, hours } = OUTAGES
    if (this.customer.key !== customer) return this.work(at, hoursLeft)
    const hoursUp = everyHours - 1 - (hoursLeft % everyHours) - hours
    if (hoursUp < 0) return []
    const held = hoursUp === 0 ? hours : 0
    return Array.from({ length: held + 1 }, (_, i) => held - i).flatMap((hoursAgo) =>
      this.work(at - BigInt(hoursAgo) * HOUR, hoursLeft + hoursAgo),
    )
  }

  async topUp(at: Instant, hoursLeft: number): Promise<void> {
    const { topUps = [], joinsDaysLeft } = this.customer
    const topUp = topUps.find((candidate) => hoursLeft >= candidate.untilHoursLeft)
    if (!topUp || hoursLeft >= joinsDaysLeft * 24) return
    const told = this.requireTold()
    if (told.available < topUp.belowTokens * TOKEN) await buyPack(this.teller, told, topUp.pack, at)
  }

  async lookAtHome(): Promise<void> {
    const told = this.teller.find(this.customer)
    if (told) await getHome(told.owner, { accountId: told.accountId }, this.teller.house)
  }

  private work(at: Instant, hoursLeft: number): Reported[] {
    const random = randomOf(`${this.customer.key} ${hoursLeft}`)
    const drafts = this.customer.habit(this.hourAt(at, hoursLeft), random)
    const told = this.requireTold()
    const failedShare = hoursLeft > (this.customer.reliableFromHoursLeft ?? -1) ? FAILED_SHARE : 0
    const secondsAgo = drafts.map(() => random.between(2, 3_590_000) / 1000).sort((a, b) => b - a)
    return drafts.map((draft, i) => ({
      ...draft,
      told,
      id: `req-${hoursLeft}-${i}`,
      occurredAt: at - BigInt(Math.round((secondsAgo[i] ?? 0) * 1_000_000)),
      ...(random.chance(failedShare) ? { status: 'failed' as const } : {}),
    }))
  }

  private requireTold(): Told {
    const told = this.teller.find(this.customer)
    if (!told) throw new Error(`${this.customer.key} has not joined yet.`)
    return told
  }
}

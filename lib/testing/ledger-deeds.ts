import type fc from 'fast-check'
import { expect } from 'vitest'
import { instantToIso } from '@/lib/domain/instants'
import { enqueueUsage } from '@/lib/usecases/metering/operation-queue'
import { adjustAllocation } from '@/lib/usecases/oversight/adjust-allocation'
import { giveGrant } from '@/lib/usecases/oversight/give-grant'
import { reverseTransaction } from '@/lib/usecases/oversight/reverse-transaction'
import { SYSTEM, staffCaller, usageEvent } from './house'
import { expectSame, outcomeOf, type RealLedger } from './ledger-comparison'
import type { ReferenceLedger } from './reference-ledger'

export type Deed = fc.AsyncCommand<ReferenceLedger, RealLedger>

export const DAY_MICROS = 24 * 3600 * 1_000_000
const OPERATOR = staffCaller('operator')
const REASON = 'For the test.'

/** What is shown of a deed when a sequence fails. */
abstract class Shown {
  check(_: Readonly<ReferenceLedger>): boolean {
    return true
  }
  toString(): string {
    return `${this.constructor.name} ${JSON.stringify(this)}`
  }
}

export class Grant extends Shown implements Deed {
  constructor(
    readonly tokens: number,
    readonly days: { from: number; lasts: number },
    readonly priority: number,
    readonly paid: boolean,
    readonly actions: string[],
  ) {
    super()
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    const from = model.clock + this.days.from * DAY_MICROS
    const expiresAt = from + this.days.lasts * DAY_MICROS
    const { tokens, priority, actions } = this
    const isLater = this.days.from > 0
    model.grant(tokens, { priority, actions, expiresAt, cost: this.paid ? 1000 : 0 }, isLater ? from : null)
    const grant = {
      accountId: real.accountId,
      key: `deed-${real.deeds++}`,
      source: 'promo' as const,
      name: 'Grant',
      tokens: `${tokens}`,
      reason: REASON,
      priority,
      costCents: this.paid ? 1000n : 0n,
      allowedActions: actions,
      expiresAt: instantToIso(BigInt(expiresAt)),
      ...(isLater ? { effectiveAt: instantToIso(BigInt(from)) } : {}),
    }
    const first = await giveGrant(SYSTEM, grant, real.house)
    expect(await giveGrant(SYSTEM, grant, real.house)).toEqual({ ...first, replayed: true })
    await expectSame(model, real)
  }
}

export class Charge extends Shown implements Deed {
  constructor(
    readonly tokens: number,
    readonly action: string,
    readonly mode: 'admit' | 'report',
    readonly twice: boolean,
  ) {
    super()
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    const modelled = model.charge(this.tokens, this.action, this.mode)
    const event = usageEvent(real.accountId, real.clock.now(), {
      mode: this.mode,
      actionKey: this.action,
      quantities: { call: BigInt(this.tokens) * 1000n },
    })
    const [first, again] = await enqueueUsage(this.twice ? [event, event] : [event], real.house)
    if (this.twice && first?.kind === 'charge') {
      // On a busy machine it is told after 2 s that the event is still running: then it comes again.
      const isInFlight = again?.kind === 'refusal' && again.refusal.kind === 'key-in-flight'
      const answer = isInFlight ? (await enqueueUsage([event], real.house))[0] : again
      expect(answer).toMatchObject({ charge: first.charge, replayed: true })
    }
    await expectSame(model, real, first?.kind === 'refusal' ? first.refusal.kind : 'done', modelled)
  }
}

export class Remove extends Shown implements Deed {
  constructor(readonly tokens: number) {
    super()
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    const modelled = model.remove(this.tokens)
    const about = { accountId: real.accountId, reason: REASON, key: `deed-${real.deeds++}` }
    const input = { ...about, direction: 'remove' as const, tokens: `${this.tokens}` }
    await expectSame(model, real, await outcomeOf(adjustAllocation(OPERATOR, input, real.house)), modelled)
  }
}

export class Reverse extends Shown implements Deed {
  constructor(readonly pick: number) {
    super()
  }
  override check(model: Readonly<ReferenceLedger>) {
    return model.version > 0
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    // Mostly what happened lately: old transactions are reversed already, or of no kind that can be.
    const index = model.version - 1 - (this.pick % Math.min(model.version, 12))
    const modelled = model.reverse(index)
    const input = { accountId: real.accountId, seq: `${index + 1}`, reason: REASON, key: `deed-${real.deeds++}` }
    await expectSame(model, real, await outcomeOf(reverseTransaction(OPERATOR, input, real.house)), modelled)
  }
}

/** Time passes: so many hours. */
export class Wait extends Shown implements Deed {
  constructor(readonly hours: number) {
    super()
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    advance(model, real, Math.round((this.hours * DAY_MICROS) / 24))
  }
}

/** Time passes until something is due, or a little less, or a little more. */
export class WaitUntilDue extends Shown implements Deed {
  constructor(readonly seconds: number) {
    super()
  }
  override check(model: Readonly<ReferenceLedger>) {
    return Number.isFinite(model.nextDue) && model.nextDue + this.seconds * 1_000_000 > model.clock
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    advance(model, real, model.nextDue + this.seconds * 1_000_000 - model.clock)
  }
}

function advance(model: ReferenceLedger, real: RealLedger, micros: number): void {
  model.clock += micros
  real.clock.advance(BigInt(micros))
}

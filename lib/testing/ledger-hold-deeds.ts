import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { keyCaller, tookNow } from './holds'
import { expectSame, outcomeOf, type RealLedger } from './ledger-comparison'
import type { Deed } from './ledger-deeds'
import type { ReferenceLedger } from './reference-ledger'

/** A deed on one of the holds there are, the newest first. */
abstract class HoldDeed {
  constructor(readonly pick: number) {}
  check(model: Readonly<ReferenceLedger>): boolean {
    return model.holds.length > 0
  }
  protected index(model: ReferenceLedger): number {
    return model.holds.length - 1 - (this.pick % Math.min(model.holds.length, 4))
  }
  toString(): string {
    return `${this.constructor.name} ${JSON.stringify(this)}`
  }
}

export class OpenHold implements Deed {
  constructor(
    readonly tokens: number,
    readonly action: string,
    readonly seconds: number,
    readonly twice: boolean,
  ) {}
  check = () => true
  async run(model: ReferenceLedger, real: RealLedger) {
    const modelled = model.hold(this.tokens, this.action, this.seconds * 1_000_000)
    const { action, seconds: expiresInSeconds } = this
    const asked = { id: randomUUID(), action, tokens: `${this.tokens}`, expiresInSeconds }
    const key = keyCaller(real.accountId)
    const opening = openHold(key, asked, real.house)
    const said = await outcomeOf(opening)
    if (said === 'done') {
      const { hold } = await opening
      real.holds.push(hold.id)
      if (this.twice) expect(await openHold(key, asked, real.house)).toMatchObject({ hold, replayed: true })
    }
    await expectSame(model, real, said, modelled)
  }
  toString = () => `OpenHold ${JSON.stringify(this)}`
}

export class Capture extends HoldDeed implements Deed {
  constructor(
    pick: number,
    readonly share: 'below' | 'at' | 'above' | 'failed',
    readonly by: number,
    readonly mode: 'admit' | 'report',
    readonly twice: boolean,
  ) {
    super(pick)
  }
  async run(model: ReferenceLedger, real: RealLedger) {
    const index = this.index(model)
    const tokens = this.tokensOf(model.holds[index]?.tokens ?? 0)
    const modelled = model.capture(index, this.share === 'failed' ? 0 : tokens, this.mode)
    const more = { mode: this.mode, status: this.share === 'failed' ? 'failed' : 'succeeded' }
    const work = { ...tookNow(real.clock, tokens, more), tags: { n: randomUUID() }, id: real.holds[index] ?? '' }
    const key = keyCaller(real.accountId)
    const capturing = captureHold(key, work, real.house)
    const said = await outcomeOf(capturing)
    if (said === 'done' && this.twice) {
      const { charge, hold } = await capturing
      expect(await captureHold(key, work, real.house)).toMatchObject({ charge, hold, replayed: true })
      model.touch()
    }
    await expectSame(model, real, said, modelled)
  }
  private tokensOf(held: number): number {
    switch (this.share) {
      case 'below':
        return Math.max(0, held - this.by)
      case 'above':
        return held + this.by
      default:
        return held
    }
  }
}

export class Release extends HoldDeed implements Deed {
  async run(model: ReferenceLedger, real: RealLedger) {
    const index = this.index(model)
    const modelled = model.release(index)
    const releasing = releaseHold(keyCaller(real.accountId), { id: real.holds[index] ?? '' }, real.house)
    await expectSame(model, real, await outcomeOf(releasing), modelled)
  }
}

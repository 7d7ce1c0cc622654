import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findBook } from '@/lib/db/ledger'
import { instantToIso, SECOND } from '@/lib/domain/instants'
import { Refusal } from '@/lib/domain/refusals'
import { SYSTEM, staffCaller, TestClock, testAccount, testHouse, usageEvent } from '@/lib/testing/house'
import { type GrantTerms, ReferenceLedger } from '@/lib/testing/reference-ledger'
import type { House } from '../define'
import { enqueueUsage } from '../metering/operation-queue'
import { adjustAllocation } from '../oversight/adjust-allocation'
import { giveGrant } from '../oversight/give-grant'
import { reverseTransaction } from '../oversight/reverse-transaction'

/** The guarantee: on every sequence of deeds the ledger in PostgreSQL and the reference ledger agree, grant by grant, refusal by refusal. */

interface Real {
  house: House
  clock: TestClock
  accountId: string
  deeds: number
}
type Command = fc.AsyncCommand<ReferenceLedger, Real>

const DAY_SECONDS = 24 * 3600
const OPERATOR = staffCaller('operator')

class Grant implements Command {
  constructor(
    readonly tokens: number,
    readonly days: { from: number; lasts: number },
    readonly priority: number,
    readonly paid: boolean,
    readonly actions: string[],
  ) {}
  check = () => true
  async run(model: ReferenceLedger, real: Real) {
    const effectiveAt = model.now + this.days.from * DAY_SECONDS
    const terms: GrantTerms = { ...this, effectiveAt, expiresAt: effectiveAt + this.days.lasts * DAY_SECONDS }
    model.grant(this.tokens, terms)
    const at = (seconds: number) => instantToIso(BigInt(seconds) * SECOND)
    const grant = {
      accountId: real.accountId,
      key: `deed-${real.deeds++}`,
      source: 'promo' as const,
      name: 'Grant',
      tokens: `${this.tokens}`,
      reason: 'For the test.',
      priority: this.priority,
      costCents: this.paid ? 1000n : 0n,
      allowedActions: this.actions,
      expiresAt: at(terms.expiresAt),
      ...(this.days.from > 0 ? { effectiveAt: at(effectiveAt) } : {}),
    }
    const first = await giveGrant(SYSTEM, grant, real.house)
    const again = await giveGrant(SYSTEM, grant, real.house)
    expect(again).toEqual({ ...first, replayed: true })
    await compare(model, real)
  }
  toString = () =>
    `grant ${this.tokens} in ${this.days.from} d for ${this.days.lasts} d, priority ${this.priority} ${this.actions}`
}

class Charge implements Command {
  constructor(
    readonly tokens: number,
    readonly action: string,
    readonly mode: 'admit' | 'report',
    readonly twice: boolean,
  ) {}
  check = () => true
  async run(model: ReferenceLedger, real: Real) {
    const admitted = model.charge(this.tokens, this.action, this.mode)
    const event = usageEvent(real.accountId, real.clock.now(), {
      mode: this.mode,
      actionKey: this.action,
      quantities: { call: BigInt(this.tokens) * 1000n },
    })
    const outcomes = await enqueueUsage(this.twice ? [event, event] : [event], real.house)
    expect(outcomes[0]?.kind).toBe(admitted ? 'charge' : 'refusal')
    if (this.twice && admitted) expect(outcomes[1]).toMatchObject({ kind: 'charge', replayed: true })
    await compare(model, real)
  }
  toString = () => `${this.mode} ${this.tokens} of ${this.action}${this.twice ? ' twice' : ''}`
}

class Remove implements Command {
  constructor(readonly tokens: number) {}
  check = () => true
  async run(model: ReferenceLedger, real: Real) {
    const done = model.remove(this.tokens)
    const input = {
      accountId: real.accountId,
      direction: 'remove' as const,
      tokens: `${this.tokens}`,
      reason: 'For the test.',
      key: `deed-${real.deeds++}`,
    }
    const result = await adjustAllocation(OPERATOR, input, real.house).catch(refused)
    expect(result !== null).toBe(done)
    await compare(model, real, done)
  }
  toString = () => `remove ${this.tokens}`
}

class Reverse implements Command {
  constructor(readonly pick: number) {}
  check = (model: Readonly<ReferenceLedger>) => model.past.length > 0
  async run(model: ReferenceLedger, real: Real) {
    const index = this.pick % model.past.length
    const done = model.reverse(index)
    const input = {
      accountId: real.accountId,
      seq: `${index + 1}`,
      reason: 'For the test.',
      key: `deed-${real.deeds++}`,
    }
    const result = await reverseTransaction(OPERATOR, input, real.house).catch(refused)
    expect(result !== null).toBe(done)
    await compare(model, real, done)
  }
  toString = () => `reverse ${this.pick}`
}

class Wait implements Command {
  constructor(readonly days: number) {}
  check = () => true
  async run(model: ReferenceLedger, real: Real) {
    model.now += this.days * DAY_SECONDS
    real.clock.advance(BigInt(this.days * DAY_SECONDS) * SECOND)
  }
  toString = () => `wait ${this.days} d`
}

function refused(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}

/** What staff is refused rolls back in PostgreSQL with what was due, which the reference has settled; the next deed brings them together. */
async function compare(model: ReferenceLedger, real: Real, settled = true): Promise<void> {
  if (!settled) return
  const book = await findBook(real.house.db, real.accountId)
  expect({ version: book?.version, available: book?.available, debt: book?.debt }).toEqual({
    version: BigInt(model.past.length),
    available: BigInt(model.available) * 1000n,
    debt: BigInt(model.debt) * 1000n,
  })
  const rows = await real.house.db.grant.findMany({ where: { accountId: real.accountId } })
  const sum = <T>(items: T[], seq: number, seqOf: (item: T) => number, of: (item: T) => number) =>
    items.filter((item) => seqOf(item) === seq).reduce((total, item) => total + of(item), 0)
  for (const seq of new Set(model.grants.map((g) => g.createdSeq))) {
    const stored = (of: (row: (typeof rows)[number]) => bigint) =>
      sum(
        rows,
        seq,
        (row) => Number(row.createdSeq),
        (row) => Number(of(row) / 1000n),
      )
    const modelled = (of: (g: (typeof model.grants)[number]) => number) =>
      sum(model.grants, seq, (g) => g.createdSeq, of)
    expect([
      stored((r) => r.pending),
      stored((r) => r.available),
      stored((r) => r.spent),
      stored((r) => r.expired),
      stored((r) => r.revoked),
      stored((r) => r.rolledOver),
    ]).toEqual([
      modelled((g) => g.pending),
      modelled((g) => g.left),
      modelled((g) => g.spent),
      modelled((g) => g.expired),
      modelled((g) => g.revoked),
      modelled((g) => g.moved),
    ])
  }
}

const action = fc.constantFrom('unit', 'other')
const commands = [
  fc
    .tuple(
      fc.integer({ min: 1, max: 40 }),
      fc.record({ from: fc.constantFrom(0, 0, 2), lasts: fc.constantFrom(1, 5, 5, 12) }),
      fc.constantFrom(10, 10, 20),
      fc.boolean(),
      fc.constantFrom<string[]>([], [], ['unit']),
    )
    .map((args) => new Grant(...args)),
  fc
    .tuple(
      fc.integer({ min: 1, max: 30 }),
      action,
      fc.constantFrom('admit' as const, 'admit' as const, 'report' as const),
      fc.boolean(),
    )
    .map((args) => new Charge(...args)),
  fc.integer({ min: 1, max: 30 }).map((tokens) => new Remove(tokens)),
  fc.nat(40).map((pick) => new Reverse(pick)),
  fc.integer({ min: 1, max: 9 }).map((days) => new Wait(days)),
]

it('agrees with the reference ledger on every sequence of deeds', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(commands, { maxCommands: 30 }), fc.constantFrom(0, 15), async (deeds, debtLimit) => {
      const clock = new TestClock()
      const house = testHouse(clock)
      const accountId = await testAccount(house, '0', `${debtLimit}`)
      const setup = () => ({
        model: new ReferenceLedger(Number(clock.now() / SECOND), debtLimit),
        real: { house, clock, accountId, deeds: 0 },
      })
      await fc.asyncModelRun(setup, deeds)
    }),
    { numRuns: 150 },
  )
})

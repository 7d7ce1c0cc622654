import { describe, expect, it } from 'vitest'
import { limitOf, weightOf } from '@/lib/testing/limits'
import { HOUR, type Instant, MINUTE, SECOND } from '../instants'
import type { Limit, Weight } from './model'
import { type Admission, giveBackToLimits, planAdmission } from './plan-admission'
import { counted, usedIn, windowAt } from './windows'

const NOW: Instant = 495_000n * HOUR + 600n * SECOND
const KEY = '00000000-0000-7000-8000-00000000000a'
const OTHER = '00000000-0000-7000-8000-00000000000b'
const CAP = { key: 'cap:account:tokens:month', name: 'cap', origin: 'customer', unit: 'month' } as const

const used = (limit: Limit, amount: bigint): Limit => ({
  ...limit,
  window: counted(windowAt(limit, NOW, 'UTC'), amount),
})
const ask = (limits: readonly Limit[], weight: Weight, at = NOW, isForced = false) =>
  planAdmission(limits, weight, at, 'UTC', isForced)
function admitted(admission: Admission) {
  if (admission.kind !== 'admitted') throw new Error(`Full: ${admission.full.map(({ quota }) => quota.name)}`)
  return admission
}
const usedOf = (admission: Admission) =>
  admitted(admission).limits.map(({ window }) => (window ? usedIn(window) : null))

describe('admission', () => {
  it('counts each measure of what applies, and leaves the rest as it is', () => {
    const limits = [
      limitOf({ cap: 500n }),
      limitOf({ measure: 'operations', cap: 3000n }),
      limitOf({ measure: 'money', cap: 90n }),
      limitOf({ scope: 'key', scopeId: KEY }),
      limitOf({ scope: 'key', scopeId: OTHER }),
      limitOf({ scope: 'member', scopeId: KEY }),
    ]
    const admission = admitted(ask(limits, weightOf(400n, { money: 80n, apiKeyId: KEY })))
    expect(usedOf(admission)).toEqual([400n, 1000n, 80n, 400n, null, null])
    expect(admission.limits[4]).toBe(limits[4])
    expect(admission).toMatchObject({ delay: 0n, slowedBy: null, crossed: [] })
  })

  it('takes exactly the cap and refuses a thousandth more', () => {
    const limits = [used(limitOf({ cap: 500n }), 400n)]
    expect(usedOf(ask(limits, weightOf(100n)))).toEqual([500n])
    expect(ask(limits, weightOf(101n))).toMatchObject({
      kind: 'full',
      full: [{ used: 400n, amount: 101n, nextAllowedAt: 495_001n * HOUR }],
    })
  })

  it('lets the tightest win: nothing is counted, and all that are full are named', () => {
    const limits = [
      limitOf({ cap: 500n }),
      limitOf({ name: 'day', unit: 'day', cap: 90n }),
      limitOf({ name: 'x', cap: 99n }),
    ]
    const admission = ask(limits, weightOf(100n))
    expect(admission.kind === 'full' && admission.full.map(({ quota }) => quota.name)).toEqual(['day', 'x'])
    expect(limits.every(({ window }) => window === null)).toBe(true)
  })

  it('does not stop what uses nothing of a limit that is more than full', () => {
    expect(ask([used(limitOf({ cap: 500n }), 700n)], weightOf(0n)).kind).toBe('admitted')
  })

  it('counts work that is done whatever it fills, without a delay', () => {
    const limits = [used(limitOf({ cap: 500n }), 400n), used(limitOf({ cap: 500n, policy: 'slow' }), 500n)]
    const admission = admitted(ask(limits, weightOf(1000n), NOW, true))
    expect(usedOf(admission)).toEqual([1400n, 1500n])
    expect(admission).toMatchObject({ delay: 0n, slowedBy: null })
  })

  it('counts in a limit that is lifted, and stops there again once that is over', () => {
    const full = used(limitOf({ cap: 500n, unit: 'day' }), 500n)
    const lifted = { ...full, window: full.window && { ...full.window, liftedUntil: NOW + MINUTE } }
    expect(usedOf(ask([lifted], weightOf(100n)))).toEqual([600n])
    expect(ask([lifted], weightOf(100n), NOW + MINUTE).kind).toBe('full')
  })
})

describe('a slow quota', () => {
  const full = () => used(limitOf({ cap: 500n, policy: 'slow', slowPerMinute: 6 }), 500n)

  it('admits one operation after another at its cap, at its rate, and refuses what would wait longer than 30 seconds', () => {
    let limits: readonly Limit[] = [full()]
    const delays: Instant[] = []
    for (let i = 0; i < 4; i++) {
      const admission = admitted(ask(limits, weightOf(100n)))
      expect(admission.slowedBy?.policy).toBe('slow')
      delays.push(admission.delay)
      limits = admission.limits
    }
    expect(delays).toEqual([0n, 10n * SECOND, 20n * SECOND, 30n * SECOND])
    const refusal = ask(limits, weightOf(100n))
    expect(refusal).toMatchObject({ kind: 'full', full: [{ nextAllowedAt: NOW + 10n * SECOND }] })
    expect(ask(limits, weightOf(100n), NOW + 9n * SECOND).kind).toBe('full')
    expect(admitted(ask(limits, weightOf(100n), NOW + 10n * SECOND)).delay).toBe(30n * SECOND)
  })

  it('does not slow below its cap', () => {
    expect(admitted(ask([limitOf({ cap: 500n, policy: 'slow' })], weightOf(500n))).slowedBy).toBeNull()
  })

  it('opens with the next window if that comes first', () => {
    const limit = full()
    const busy = { ...limit, window: limit.window && { ...limit.window, slowFreeAt: NOW + 2n * HOUR } }
    expect(ask([busy], weightOf(100n))).toMatchObject({ full: [{ nextAllowedAt: 495_001n * HOUR }] })
  })
})

describe('an overage quota', () => {
  const full = used(limitOf({ cap: 500n, policy: 'overage' }), 500n)

  it('stops where the customer has set no cap', () => {
    expect(ask([full, limitOf({ ...CAP, scope: 'key', policy: 'stop' })], weightOf(1n)).kind).toBe('full')
    expect(ask([full, limitOf({ ...CAP, policy: 'tell' })], weightOf(1n)).kind).toBe('full')
  })

  it('admits up to the cap of the customer, and no burst goes beyond that', () => {
    let limits: readonly Limit[] = [full, limitOf({ ...CAP, policy: 'stop', cap: 1000n })]
    for (let i = 0; i < 100; i++) {
      const admission = ask(limits, weightOf(300n))
      if (admission.kind === 'admitted') limits = admission.limits
    }
    expect(limits.map(({ window }) => window && usedIn(window))).toEqual([1400n, 900n])
  })
})

describe('a budget', () => {
  it('never stops, and tells the highest share that was passed, each once', () => {
    let limits: readonly Limit[] = [limitOf({ policy: 'tell', cap: 1000n })]
    const told = [400n, 150n, 1n, 310n, 10n, 200n, 5000n].map((amount) => {
      const admission = admitted(ask(limits, weightOf(amount)))
      limits = admission.limits
      return admission.crossed.map(({ percent }) => percent)
    })
    expect(told).toEqual([[], [50], [], [80], [], [100], []])
  })

  it('tells again in the next window', () => {
    const limits = admitted(ask([limitOf({ policy: 'tell', cap: 1000n })], weightOf(960n))).limits
    expect(admitted(ask(limits, weightOf(960n), NOW + HOUR)).crossed).toMatchObject([{ percent: 95 }])
  })
})

describe('giving back', () => {
  it('takes out of every limit what did not count in the end', () => {
    const fresh = [limitOf(), limitOf({ kind: 'rolling' }), limitOf({ scope: 'key', scopeId: OTHER })]
    const { limits } = admitted(ask(fresh, weightOf(400n)))
    const back = giveBackToLimits(limits, weightOf(150n), NOW, NOW + 3n * MINUTE, 'UTC')
    expect(back.map(({ window }) => window && usedIn(window))).toEqual([250n, 250n, null])
    expect(back[2]).toBe(fresh[2])
  })
})

import { describe, expect, it } from 'vitest'
import { eventOf, FACTS, NOW } from '@/lib/testing/burn-downs'
import type { ScheduledEvent } from '../forecast/schedule-model'
import { DAY } from '../instants'
import { TOKEN } from '../tokens'
import { planBurnDown } from './burn-down'

describe('marks', () => {
  const marksOf = (...events: ScheduledEvent[]) => {
    const { above, below } = planBurnDown({ ...FACTS, events }).marks
    const words = ({ sign, amount, pin, pinTo, isNext }: (typeof above)[number]) => [sign, amount, pin, pinTo, isNext]
    return { above: above.map(words), below: below.map(words) }
  }

  it('stand above for what comes and below for what lapses: the part that truly will, and nothing for none', () => {
    const events = [
      eventOf('expiry', NOW + 6n * DAY, 38_200n, 12_000n * TOKEN),
      eventOf('expiry', NOW + 20n * DAY, 1000n, 0n),
      eventOf('grant', NOW + 30n * DAY, 500_000n),
      eventOf('quota-reset', NOW + 2n * DAY, 0n),
    ]
    expect(marksOf(...events)).toEqual({
      above: [['up', 500_000n * TOKEN, null, null, false]],
      below: [['down', 12_000n * TOKEN, null, null, true]],
    })
  })

  it('are one with the sum at one instant, and numbers where their labels would collide', () => {
    const events = [
      eventOf('grant', NOW + 10n * DAY, 300n),
      eventOf('renewal', NOW + 10n * DAY, 500n),
      eventOf('top-up', NOW + 16n * DAY, 100n),
      eventOf('price-change', NOW + 41n * DAY, 0n),
    ]
    expect(marksOf(...events).above).toEqual([
      ['up', 800n * TOKEN, 1, 1, true],
      ['turn', 100n * TOKEN, 2, 2, false],
      ['price', null, null, null, false],
    ])
  })

  it('have their labels at the left where at the right there is no room, and never two on one place', () => {
    const events = [13n, 26n].map((days) => eventOf('expiry', NOW + days * DAY, days))
    const { below } = planBurnDown({ ...FACTS, events }).marks
    expect(below.map(({ isLeftward, pin }) => [isLeftward, pin])).toEqual([
      [false, 1],
      [true, 2],
    ])
    expect(planBurnDown({ ...FACTS, events: events.slice(1) }).marks.below).toMatchObject([{ pin: null }])
  })

  it('share a sign where even their numbers would collide', () => {
    const events = [16n, 17n, 19n, 24n].map((days) => eventOf('expiry', NOW + days * DAY, days))
    expect(marksOf(...events).below.map(([, , pin, pinTo]) => [pin, pinTo])).toEqual([
      [1, 3],
      [2, null],
      [3, null],
      [4, 4],
    ])
  })

  it('are numbers next to the word for now', () => {
    expect(marksOf(eventOf('grant', NOW + DAY, 1n)).above).toEqual([['up', TOKEN, 1, 1, true]])
  })
})

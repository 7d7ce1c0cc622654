import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Agenda, type Due } from './agenda'

const due = fc.record({
  at: fc.bigInt({ min: 0n, max: 6n }),
  rank: fc.nat(2),
  order: fc.bigInt({ min: 0n, max: 3n }),
  run: fc.string(),
})

const placeOf = ({ at, rank, order }: Due<string>) => [at, BigInt(rank), order]

function isInOrder(before: Due<string>, after: Due<string>): boolean {
  const [a, b] = [placeOf(before), placeOf(after)]
  const i = a.findIndex((part, n) => part !== b[n])
  return i < 0 || (a[i] ?? 0n) < (b[i] ?? 0n)
}

test('an agenda gives back all that was put in, by instant, then rank, then order', () => {
  fc.assert(
    fc.property(fc.array(due, { maxLength: 60 }), (dues) => {
      const agenda = new Agenda<string>()
      for (const one of dues) agenda.add(one)
      const taken: Due<string>[] = []
      for (let next = agenda.take(); next; next = agenda.take()) {
        const upcoming = agenda.nextAt()
        if (upcoming !== undefined) expect(upcoming).toBeGreaterThanOrEqual(next.at)
        taken.push(next)
      }
      expect(new Set(taken)).toEqual(new Set(dues))
      expect(taken.slice(1).every((one, i) => isInOrder(taken[i] ?? one, one))).toBe(true)
    }),
  )
})

test('what is put in meanwhile has its own place among what is left', () => {
  fc.assert(
    fc.property(fc.array(fc.option(due, { freq: 2 }), { maxLength: 60 }), (steps) => {
      const agenda = new Agenda<string>()
      const left = new Set<Due<string>>()
      for (const step of steps) {
        if (step) {
          agenda.add(step)
          left.add(step)
          continue
        }
        const taken = agenda.take()
        if (!taken) expect(left.size).toBe(0)
        else expect([...left].every((one) => isInOrder(taken, one))).toBe(true)
        if (taken) expect(left.delete(taken)).toBe(true)
      }
      expect(agenda.nextAt() === undefined).toBe(left.size === 0)
    }),
  )
})

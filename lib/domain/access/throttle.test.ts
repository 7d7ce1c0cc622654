import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../instants'
import { Refusal } from '../refusals'
import { requireFewTries } from './throttle'

const at = 1_000_000_000_000n

function refusalOf(work: () => void): Refusal | null {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return null
}

describe('tries in a quarter of an hour', () => {
  test('ten pass', () =>
    expect(refusalOf(() => requireFewTries([{ tries: 10, startsAt: at }], at + MINUTE))).toBeNull())

  test('the eleventh is refused, and told to the second when the next may be made', () => {
    const refusal = refusalOf(() => requireFewTries([{ tries: 11, startsAt: at }], at + 5n * MINUTE + SECOND / 2n))
    expect(refusal).toMatchObject({ kind: 'too-many-requests', retryAfterSeconds: 600 })
  })

  test('the later window decides when two are full', () => {
    const counts = [
      { tries: 11, startsAt: at },
      { tries: 40, startsAt: at + 2n * MINUTE },
    ]
    expect(refusalOf(() => requireFewTries(counts, at + 5n * MINUTE))?.retryAfterSeconds).toBe(720)
  })
})

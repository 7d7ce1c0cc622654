import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../instants'
import { isAlive, type Session, STAFF_IDLE_MAX } from './sessions'

const began = 1_000_000_000_000n
const session: Session = {
  id: 's',
  userId: 'u',
  createdAt: began,
  lastSeenAt: began,
  expiresAt: began + 7n * DAY,
  revokedAt: null,
  method: 'password',
  userAgent: '',
}

describe('a session', () => {
  test.each([
    ['just begun', session, began, true],
    ['a moment before 8 idle hours', session, began + 8n * HOUR - 1n, true],
    ['after 8 idle hours', session, began + 8n * HOUR, false],
    [
      'used all week, a moment before its end',
      { ...session, lastSeenAt: began + 7n * DAY - 2n },
      began + 7n * DAY - 1n,
      true,
    ],
    ['used all week, at its end', { ...session, lastSeenAt: began + 7n * DAY - 1n }, began + 7n * DAY, false],
    ['revoked', { ...session, revokedAt: began }, began + 1n, false],
  ])('%s', (_, row, now, alive) => expect(isAlive(row, now)).toBe(alive))

  test('of the staff ends after 30 idle minutes', () => {
    expect(isAlive(session, began + 30n * MINUTE - 1n, STAFF_IDLE_MAX)).toBe(true)
    expect(isAlive(session, began + 30n * MINUTE, STAFF_IDLE_MAX)).toBe(false)
  })
})

import { describe, expect, test } from 'vitest'
import { type Member, requireOwnerLeft } from './members'

const ada: Member = { userId: 'ada', name: 'Ada', email: 'ada@example.com', role: 'owner' }
const bob: Member = { userId: 'bob', name: 'Bob', email: 'bob@example.com', role: 'viewer' }

describe('an account keeps an owner', () => {
  test('the only owner neither leaves nor becomes something else', () => {
    expect(() => requireOwnerLeft([ada, bob], 'ada', null)).toThrow('always has an owner')
    expect(() => requireOwnerLeft([ada, bob], 'ada', 'billing')).toThrow('always has an owner')
  })

  test('one of two owners may', () => {
    expect(() => requireOwnerLeft([ada, { ...bob, role: 'owner' }], 'ada', null)).not.toThrow()
  })

  test('others may leave', () => {
    expect(() => requireOwnerLeft([ada, bob], 'bob', null)).not.toThrow()
  })
})

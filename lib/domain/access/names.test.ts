import { expect, test } from 'vitest'
import { nameFromEmail } from './names'

test.each([
  ['ada.lovelace+test@example.com', 'Ada Lovelace'],
  ['ops@example.com', 'Ops'],
  ['r2-d2@example.com', 'R2 D2'],
  ['_@example.com', '_@example.com'],
])('the name read off %s is %s', (email, name) => expect(nameFromEmail(email)).toBe(name))

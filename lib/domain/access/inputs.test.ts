import { expect, test } from 'vitest'
import { NameInput } from './inputs'

test.each(['Ada Lovelace', '  Café 3  ', 'أمينة', '株式会社', 'Team 👩‍🔬', '<img src=x onerror=alert(1)>'])(
  '%j is a name',
  (name) => expect(NameInput.safeParse(name).success).toBe(true),
)

test.each([
  '',
  '   ',
  '\u200b\u200d',
  'two\nlines',
  'two\u2028lines',
  'moc.elpmaxe\u202e',
  'a\u200fb',
  'a\u0000b',
  'a'.repeat(81),
])('%j is none', (name) => expect(NameInput.safeParse(name).success).toBe(false))

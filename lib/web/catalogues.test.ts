import { expect, test } from 'vitest'
import { typeset } from './catalogues'

test('French spaces are the same in a message as it is written and as the build compiles it', () => {
  const written = 'Il reste {n, plural, one {# jour} other {# jours}} : « {name} » ?'
  expect(typeset(written)).toBe(
    'Il reste {n, plural, one {#\u00A0jour} other {#\u00A0jours}}\u00A0: «\u00A0{name}\u00A0»\u202F?',
  )
  const compiled = ['Il reste ', ['n', 2, { one: [0, ' jour'], other: [0, ' jours'] }], ' : « ', ['name'], ' » ?']
  expect(typeset(compiled)).toEqual([
    'Il reste ',
    ['n', 2, { one: [0, '\u00A0jour'], other: [0, '\u00A0jours'] }],
    '\u00A0: «\u00A0',
    ['name'],
    '\u00A0»\u202F?',
  ])
})

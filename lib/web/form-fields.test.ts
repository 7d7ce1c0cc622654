import { expect, test } from 'vitest'
import { FormFields } from './form-fields'

function sent(...pairs: [string, string | Blob][]): FormFields {
  const form = new FormData()
  for (const [name, value] of pairs) form.append(name, value)
  return new FormFields(form)
}

test('what was typed is shown again, but never passwords and secrets', () => {
  const fields = sent(
    ['email', 'ada@example.com'],
    ['password', 'x'],
    ['currentPassword', 'y'],
    ['token', 'z'],
    ['scopes', 'a'],
    ['scopes', 'b'],
  )
  expect(fields.shownAgain()).toEqual({ email: ['ada@example.com'], scopes: ['a', 'b'] })
})

test('files and what Next adds are no fields', () => {
  const fields = sent(['$ACTION_ID_1', 'x'], ['email', new Blob(['x'])])
  expect([fields.text('email'), fields.shownAgain()]).toEqual(['', {}])
})

test('a field left empty is nothing where nothing is allowed', () => {
  expect([sent(['name', '  ']).optional('name'), sent(['name', 'Ada']).optional('name')]).toEqual([undefined, 'Ada'])
})

test.each([
  ['', null],
  [' ', null],
  ['30', 30],
  ['-1', Number.NaN],
  ['1e3', Number.NaN],
  ['１２', Number.NaN],
])('a count of days %j is read as %s', (text, number) => expect(sent(['days', text]).days('days')).toEqual(number))

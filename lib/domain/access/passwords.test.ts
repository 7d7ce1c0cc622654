import { describe, expect, test } from 'vitest'
import { isCommonPassword, NewPasswordInput } from './passwords'

describe('a new password', () => {
  test.each([
    'password',
    'Password1',
    'P@ssw0rd',
    'P4$$w0rd!',
    'password123!',
    'qwertyuiop',
    'azertyuiop',
    '12345678',
    '87654321',
    '1234567890',
    'aaaaaaaa',
    'abababab',
    'abcdefgh',
    'iloveyou2',
    'Summer2026!',
    'Bienvenue1',
    'motdepasse',
    '1q2w3e4r',
    '1qaz2wsx',
    'letmein1',
    'welcome2026',
    'dragon12',
    'superman',
    '19840101',
    'charlie!!',
    'Comptoir2026',
  ])('%j is refused as one that is tried first', (password) => {
    expect(isCommonPassword(password)).toBe(true)
  })

  test.each([
    'correct horse battery',
    'Gruyère & noix',
    'k3nnel-ladder-ozone',
    'tr0ub4dor&3x9',
    'zb8#mQ1p',
    'vendredi je peins un lac',
    '漢字漢語文字列長い',
  ])('%j is taken', (password) => {
    expect(NewPasswordInput.safeParse(password).success).toBe(true)
  })

  test('is refused below 8 and above 128 characters, counted as a person counts them', () => {
    expect(NewPasswordInput.safeParse('zb8#mQ1').success).toBe(false)
    expect(NewPasswordInput.safeParse('zb8#m'.repeat(26)).success).toBe(false)
    expect(NewPasswordInput.safeParse('🦉🦆🐢🐇🐎🦔🐟').success).toBe(false)
  })

  test('of a whole form is refused without being compared: that would hold everybody up', () => {
    const begun = performance.now()
    const parsed = NewPasswordInput.safeParse(`${'1'.repeat(100_000)}a`)
    expect(parsed.error?.issues.map((issue) => issue.code === 'custom' && issue.params?.code)).toEqual([
      'password-too-long',
    ])
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

import fs from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BOOT_SETTINGS } from '@/lib/boot/environment.mjs'
import { BadConfig, CONFIG_NAMES, parseConfig } from './config'

const NEEDED = {
  DATABASE_URL: 'postgresql://comptoir:secret@127.0.0.1:5432/comptoir',
  NEXTAUTH_URL: 'https://tokens.example.com',
  NEXTAUTH_SECRET: 'a'.repeat(32),
}

function faultsOf(environment: Record<string, string>): { name: string; message: string }[] {
  try {
    parseConfig({ ...NEEDED, ...environment })
    return []
  } catch (error) {
    if (error instanceof BadConfig) return error.faults
    throw error
  }
}

describe('a value that does not fit is refused by name', () => {
  test.each([
    ['DATABASE_URL', 'mysql://somewhere/else'],
    ['DATABASE_ROLE', 'a role; DROP TABLE grant'],
    ['DATABASE_POOL_MAX', '0'],
    ['PORT', '99999'],
    ['PORT', 'three thousand'],
    ['NEXTAUTH_URL', 'tokens.example.com'],
    ['NEXTAUTH_SECRET', 'short'],
    ['PROXY_COUNT', '-1'],
    ['SMTP_URL', 'mail.example.com'],
    ['LEDGER_BATCH_ACCOUNTS', '1.5'],
    ['STRIPE_SECRET_KEY', 'pk_live_1'],
    ['STRIPE_WEBHOOK_SECRET', 'secret'],
    ['LOG_LEVEL', 'loud'],
    ['COMPTOIR_DEMO', 'maybe'],
  ])('%s=%s', (name, value) => {
    const [fault, ...others] = faultsOf({ [name]: value })
    expect(fault?.name).toBe(name)
    expect(fault?.message).toMatch(new RegExp(`^${name} .*It must be `))
    expect(others).toEqual([])
  })

  test('all bad values are named at once', () => {
    expect(faultsOf({ PORT: '-1', LOG_LEVEL: 'loud' }).map((fault) => fault.name)).toEqual(['PORT', 'LOG_LEVEL'])
  })

  test('an address or a secret is never repeated in the message', () => {
    const messages = faultsOf({
      NEXTAUTH_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://u:hunter2@h/d',
      SMTP_URL: 'x://hunter2',
    })
    expect(messages).toHaveLength(3)
    expect(JSON.stringify(messages)).not.toContain('hunter2')
  })
})

test.each([
  ['GOOGLE_ID', 'GOOGLE_SECRET'],
  ['GITHUB_SECRET', 'GITHUB_ID'],
])('%s alone is refused: the pair goes together', (given, missing) => {
  expect(faultsOf({ [given]: 'something' }).map((fault) => fault.name)).toEqual([missing])
})

test('a missing value without a default is refused, and an empty one counts as missing', () => {
  expect(faultsOf({ DATABASE_URL: '', LOG_LEVEL: '' }).map((fault) => fault.message)).toEqual([
    expect.stringMatching(/^DATABASE_URL is not set\. It must be an address like/),
  ])
})

test('the settings are typed, have their defaults, and cannot be changed', () => {
  const settings = parseConfig({ ...NEEDED, PORT: '4000' })
  expect(settings).toMatchObject({ PORT: 4000, HOST: '127.0.0.1', LEDGER_BATCH_ACCOUNTS: 500, COMPTOIR_DEMO: 'on' })
  expect(Object.isFrozen(settings)).toBe(true)
})

test('.env.example names every setting, and no other', () => {
  const example = fs.readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual([...CONFIG_NAMES, ...BOOT_SETTINGS].toSorted())
})

test('the table of README.md names every setting', () => {
  const readme = fs.readFileSync('README.md', 'utf8')
  expect([...CONFIG_NAMES, ...BOOT_SETTINGS].filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
})

import { beforeAll, describe, expect, test } from 'vitest'
import { ringFaults } from './rings'
import { type CodeFile, type HouseFault, parseCode, readHouse } from './source-files'

let house: readonly CodeFile[]
let standing: readonly HouseFault[]

beforeAll(() => {
  house = parseCode(readHouse('.'))
  standing = ringFaults(house)
})

/** What the check has to say about the house with the files added that it does not say without them. */
function faultsOf(...planted: [path: string, text: string][]): string[] {
  const files = parseCode(planted.map(([path, text]) => ({ path, text })))
  const known = new Set(standing.map((fault) => JSON.stringify(fault)))
  const kept = house.filter((file) => !files.some((other) => other.path === file.path))
  const added = ringFaults([...kept, ...files]).filter((fault) => !known.has(JSON.stringify(fault)))
  return added.map((fault) => `${fault.rule} ${fault.path}:${fault.line}`)
}

describe('the house as it stands', () => {
  test('has no import against the order', () => {
    expect(standing.map((fault) => `${fault.path}:${fault.line} ${fault.rule}: ${fault.message}`)).toEqual([])
  })

  test('was read whole: the imports of known files are seen', () => {
    const define = house.find((file) => file.path === 'lib/usecases/define.ts')
    expect(define?.imports.map((found) => found.specifier)).toContain('@/lib/db/transactions')
    expect(house.length).toBeGreaterThan(50)
  })
})

describe('a wrong import is refused', () => {
  test.each([
    ['ring order', 'lib/domain/ledger/planted.ts', `import { inTransaction } from '@/lib/db/transactions'`],
    ['ring order', 'lib/domain/ledger/planted.ts', `import type { Queryable } from '../../db/client'`],
    ['ring order', 'lib/db/ledger-planted.ts', `import { role } from '@/lib/usecases/allow'`],
    ['ring order', 'lib/gateways/email/planted.ts', `import { database } from '@/lib/db/client'`],
    ['ring order', 'lib/usecases/ledger/planted.ts', `export * from '@/lib/web/planted-door'`],
    ['ring order', 'lib/web/planted.ts', `import { database } from '@/lib/db/client'`],
    ['ring order', 'components/ui/planted.tsx', `import { role } from '@/lib/usecases/allow'`],
    ['ring order', 'components/ui/planted.tsx', `const config = () => import('@/lib/config')`],
    ['ring order', 'app/(public)/planted/page.tsx', `import { database } from '@/lib/db/client'`],
    ['ring order', 'app/(public)/planted/page.tsx', `export type Sum = import('@/lib/db/client').Queryable`],
    ['ring order', 'app/api/planted/route.ts', `import { planted } from '@/lib/gateways/email/planted-mail'`],
    ['ring order', 'app/api/planted/route.ts', `import { planted } from '@/lib/jobs/planted-job'`],
    ['ring order', 'lib/usecases/ledger/planted.ts', `import { parseCode } from '@/lib/testing/source-files'`],
    ['ring order', 'lib/usecases/ledger/planted.ts', `import planted from '@/planted.config'`],
    ['area order', 'lib/domain/ledger/planted.ts', `import type { UsageEvent } from '../metering/model'`],
    ['area order', 'lib/db/access.ts', `import { planted } from './ledger-planted'`],
    ['area order', 'lib/usecases/catalogue/planted.ts', `import type { Book } from '@/lib/domain/ledger/model'`],
    ['area order', 'lib/usecases/ledger/planted.ts', `import { verifyLedger } from '../oversight/verify-ledger'`],
    ['own imports resolve', 'lib/domain/ledger/planted.ts', `import { gone } from './planted-and-gone'`],
    ['package owners', 'lib/usecases/ledger/planted.ts', `import { Prisma } from '@prisma/client'`],
    ['package owners', 'lib/usecases/ledger/planted.ts', `import pg from 'pg'`],
    ['package owners', 'components/customer/home/planted.tsx', `import { LineChart } from 'recharts'`],
    ['package owners', 'lib/usecases/access/planted.ts', `import nodemailer from 'nodemailer'`],
    ['package owners', 'lib/usecases/access/planted.ts', `import 'server-only'`],
    ['package owners', 'lib/usecases/access/planted.ts', `import { cookies } from 'next/headers'`],
    ['package owners', 'components/ui/planted.tsx', `import { cookies } from 'next/headers'`],
    ['package owners', 'lib/db/access.ts', `import NextAuth from 'next-auth'`],
    ['package owners', 'lib/usecases/ledger/planted.ts', `import fc from 'fast-check'`],
    [
      'customers never reach staff',
      'app/(customer)/a/[account]/planted.ts',
      `import { verifyLedger } from '@/lib/usecases/oversight/verify-ledger'`,
    ],
    ['one reader of the environment', 'lib/usecases/ledger/planted.ts', 'export const port = process.env.PORT'],
    ['one reader of the environment', 'app/api/planted/route.ts', `const { PORT } = process.env`],
    ['one reader of the environment', 'lib/jobs/planted.ts', `import { env } from 'node:process'`],
    ['one reader of the environment', 'lib/boot/planted.ts', `export const port = process['env'].PORT`],
  ])('%s: %s with %s', (rule, path, text) => {
    const bystanders: [string, string][] = [
      ['lib/web/planted-door.ts', 'export const planted = 1'],
      ['lib/gateways/email/planted-mail.ts', 'export const planted = 1'],
      ['lib/jobs/planted-job.ts', 'export const planted = 1'],
      ['lib/db/ledger-planted.ts', 'export const planted = 1'],
      ['lib/usecases/oversight/verify-ledger.ts', 'export const verifyLedger = 1'],
      ['planted.config.ts', 'export default {}'],
    ]
    expect(faultsOf(...bystanders.filter(([other]) => other !== path), [path, `\n${text}\n`])).toContain(
      `${rule} ${path}:2`,
    )
  })

  test('domain is pure: no package but zod and temporal-polyfill, Node itself included', () => {
    expect(faultsOf(['lib/domain/ledger/planted.ts', `import { randomUUID } from 'node:crypto'`])).toEqual([
      'domain is pure lib/domain/ledger/planted.ts:1',
    ])
    expect(faultsOf(['lib/domain/ledger/planted.ts', `import { v7 } from 'uuid'`])).toEqual([
      'domain is pure lib/domain/ledger/planted.ts:1',
    ])
    expect(faultsOf(['lib/domain/ledger/planted.ts', `import { z } from 'zod'`])).toEqual([])
  })

  test('customers never reach staff: pages and components of theirs neither', () => {
    const planted = faultsOf(
      ['components/staff/planted.tsx', 'export const planted = 1'],
      ['components/customer/home/planted.tsx', `import { planted } from '@/components/staff/planted'`],
    )
    expect(planted).toEqual(['customers never reach staff components/customer/home/planted.tsx:1'])
  })

  test('no cycles: of two files, of three, and through types', () => {
    const circle = (specifiers: string[]) =>
      faultsOf(
        ...specifiers.map((specifier, i): [string, string] => [
          `lib/domain/ledger/planted-${i}.ts`,
          `import type { P } from './planted-${specifier}'`,
        ]),
      )
    expect(circle(['1', '0'])).toEqual(['no cycles lib/domain/ledger/planted-1.ts:1'])
    expect(circle(['1', '2', '0'])).toEqual(['no cycles lib/domain/ledger/planted-2.ts:1'])
  })

  test('every file has an area: a folder or file of an unknown name is refused', () => {
    expect(faultsOf(['lib/usecases/planted/verb.ts', ''])).toEqual([
      'every file has an area lib/usecases/planted/verb.ts:1',
    ])
    expect(faultsOf(['lib/db/planted.ts', ''])).toEqual(['every file has an area lib/db/planted.ts:1'])
  })
})

describe('a right import passes', () => {
  test.each([
    [
      'lib/usecases/metering/planted.ts',
      `import { inTransaction } from '@/lib/db/transactions'\nimport type { Book } from '@/lib/domain/ledger/model'`,
    ],
    ['lib/usecases/oversight/planted.ts', `import type { UsageEvent } from '@/lib/domain/metering/model'`],
    ['components/charts/planted.tsx', `import { LineChart } from 'recharts'\nimport Link from 'next/link'`],
    ['lib/db/ledger-planted.ts', `import { Prisma } from './generated/client'`],
    ['lib/usecases/ledger/planted.test.ts', `import { expect } from 'vitest'\nconst url = process.env.DATABASE_URL`],
    [
      'lib/domain/ledger/planted.ts',
      `// import { database } from '@/lib/db/client'\nexport const text = "import pg from 'pg'; process.env.PORT"`,
    ],
  ])('%s', (path, text) => {
    expect(faultsOf([path, text])).toEqual([])
  })
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { instantToIso } from '@/lib/domain/instants'
import { cloudEventReader, csvReader, eventAt, type ImportFacts } from './events'
import { keptShift } from './manifest'
import { readMapping } from './mapping'
import { readOptions } from './options'
import { recompute } from './recompute'
import { type FileRecord, hashFile, readRecords } from './records'
import { emptyTally, summary } from './tally'
import { readTime } from './times'

const folder = mkdtempSync(path.join(os.tmpdir(), 'comptoir-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const place = path.join(folder, name)
  writeFileSync(place, content)
  return place
}

async function records(content: string, format: 'csv' | 'cloudevents' = 'csv'): Promise<FileRecord[]> {
  const rows: FileRecord[] = []
  for await (const row of readRecords({ path: file('rows', content), format, delimiter: ',' })) rows.push(row)
  return rows
}

const FACTS: ImportFacts = { account: null, fileHash: 'abcdef'.repeat(10), isShifted: false }
const HEADER = ['TIMESTAMP', 'model', 'ContextTokens', 'GeneratedTokens']

describe('a mapping', () => {
  test('takes columns, words for every row, tags and quantity classes', () => {
    const mapping = readMapping('action=code,time=TIMESTAMP,input=ContextTokens,tag.model=model', HEADER)
    expect(mapping.action).toEqual({ word: 'code' })
    expect(mapping.time).toEqual({ column: 0, name: 'TIMESTAMP' })
    expect([...mapping.quantities.keys(), ...mapping.tags.keys()]).toEqual(['input', 'model'])
  })

  test('prefers a column of the name, unless the word is meant', () => {
    expect(readMapping('action=model,time=TIMESTAMP,input=ContextTokens', HEADER).action).toHaveProperty('column', 1)
    expect(readMapping('action==model,time=TIMESTAMP,input=ContextTokens', HEADER).action).toEqual({ word: 'model' })
  })

  test.each([
    ['action=code,time=TIMESTAMP,input=Context', 'no column "Context" for input'],
    ['action=code,time=TIMESTAMP,input==12', 'no column "12" for input'],
    ['action=code,time=TIMESTAMP', 'quantity class'],
    ['action=code,input=ContextTokens', 'at least action= and time='],
    ['action=code,action=chat,time=TIMESTAMP', 'names "action" twice'],
    ['action', 'not of the form'],
  ])('%s is refused: %s', (map, message) => {
    expect(() => readMapping(map, HEADER)).toThrow(message)
  })
})

describe('a time', () => {
  test.each([
    ['2023-11-16 18:17:03.9799600', 'UTC', '2023-11-16T18:17:03.97996Z'],
    ['2023-07-16T18:17', 'Europe/Paris', '2023-07-16T16:17:00Z'],
    ['2023-11-16 18:17:03+02:00', 'Europe/Paris', '2023-11-16T16:17:03Z'],
    ['2023-11-16T18:17:03Z', null, '2023-11-16T18:17:03Z'],
  ])('%s in %s is %s', (text, zone, iso) => {
    const at = readTime(text, zone)
    expect(at === null ? null : instantToIso(at)).toBe(iso)
  })

  test('without a zone is refused rather than guessed', () => {
    expect(() => readTime('2023-11-16 18:17:03', null)).toThrow('--zone')
  })

  test.each(['', 'yesterday', '2023-02-30 10:00', '16/11/2023 10:00', '1700158623'])('"%s" is none', (text) => {
    expect(readTime(text, 'UTC')).toBeNull()
  })
})

describe('rows', () => {
  const mapping = readMapping('action=code,time=TIMESTAMP,input=ContextTokens,output=GeneratedTokens', HEADER)
  const read = csvReader(mapping, HEADER.length, 'UTC', FACTS)
  const row = (...cells: string[]) => read({ line: 3, row: 2, cells })

  test('become events of work that is done, named by the file and the row, shifted to the microsecond', () => {
    const event = row('2023-11-16 18:17:03.9799600', 'x', '4808', '')
    if ('reason' in event) throw new Error(event.reason)
    expect(eventAt(event, 1_000_001n, 'occurredAt')).toEqual({
      id: 'abcdefabcdefabcdefabcdef-2',
      source: 'import',
      action: 'code',
      quantities: { input: '4808' },
      mode: 'report',
      tags: {},
      occurredAt: '2023-11-16T18:17:04.979961Z',
    })
  })

  test.each([
    [['2023-11-16 18:17:03', 'x', '1'], 'The row has 3 cells, the header has 4.'],
    [['soon', 'x', '1', '2'], '"soon" is not a time'],
    [['2023-11-16 18:17:03', 'x', '1,5', '2'], '"1,5" for input is not a plain decimal'],
    [['2023-11-16 18:17:03', 'x', '-1', '2'], '"-1" for input is not a plain decimal'],
    [['2023-11-16 18:17:03', 'x', '1e3', '2'], '"1e3" for input is not a plain decimal'],
  ])('that cannot be read are bad with their reason: %j', (cells, reason) => {
    expect(row(...cells)).toHaveProperty('reason', expect.stringContaining(reason))
  })

  test('keep their line through quotes, line breaks in cells, a BOM and empty lines', async () => {
    const rows = await records('\uFEFFa,b\r\n1,"x\ny"\r\n\r\n3,"he said ""no"""\r\n')
    expect(rows.map(({ row: number, cells }) => [number, ...cells])).toEqual([
      [0, 'a', 'b'],
      [1, '1', 'x\ny'],
      [2, '3', 'he said "no"'],
    ])
    expect(rows.at(-1)?.line).toBe(5)
  })

  test('an unclosed quote and bytes that are no UTF-8 end the import with a reason', async () => {
    await expect(records('a,b\n1,"x\n2,y\n')).rejects.toThrow('is not CSV after row 1')
    await expect(hashFile(file('latin', Buffer.from([0x61, 0xe9, 0x62])))).rejects.toThrow('not UTF-8')
  })
})

describe('CloudEvents', () => {
  const line = JSON.stringify({ specversion: '1.0', id: 'e1', source: '/gpu', time: '2026-11-01T00:00:00Z', data: {} })
  const read = async (content: string, facts = FACTS) => {
    const [record] = await records(content, 'cloudevents')
    if (!record) throw new Error('No line was read.')
    return cloudEventReader(null, facts)(record)
  }

  test('keep their source and id, so that what was sent before is known; shifted they are others', async () => {
    const account = '6a2f41a3-c54c-4ce8-9d2a-fc2f0e4be2b2'
    expect(await read(`\n${line}\n`, { ...FACTS, account })).toMatchObject({
      body: { id: 'e1', source: '/gpu', subject: account, data: { mode: 'report' } },
    })
    expect(await read(line, { ...FACTS, isShifted: true })).toMatchObject({
      body: { id: 'abcdefabcdefabcdefabcdef-1', source: 'import' },
    })
  })

  test.each(['{', '[]', '{"time":"2026-11-01T00:00:00Z"}', line.replace('2026-11-01', '2026-13-01')])(
    '%s is a bad row',
    async (text) => {
      expect(await read(text)).toHaveProperty('reason')
    },
  )
})

describe('a charge is computed again from its arithmetic', () => {
  const step = (units: string, price: string) => ({ units, price })
  test.each([
    [[step('4808', '0.01'), step('10', '1/30')], '0.001', '0', 48_414n],
    [[step('0.25', '2/5')], '1', '5', 5000n],
    [[step('3', '1/3'), step('3', '1/3')], '1', '0', 2000n],
    [[], '0.001', '0', 0n],
  ])('%j rounded to %s, at least %s', (steps, roundedTo, minimum, tokens) => {
    expect(recompute({ steps, roundedTo, minimum })).toBe(tokens)
  })
})

test('the shift of the first run holds for all later ones, by account', () => {
  const target = { file: 'x.csv', hash: 'b'.repeat(64), account: 'one' }
  expect(keptShift(folder, target, 5n)).toEqual({ shift: 5n, isNew: true })
  expect(keptShift(folder, target, 9n)).toEqual({ shift: 5n, isNew: false })
  expect(keptShift(folder, { ...target, account: null }, 9n)).toEqual({ shift: 9n, isNew: true })
})

test('a summary that does not add up says so', () => {
  const whole = { ...emptyTally(), read: 3, charged: 1, replayed: 1, bad: 1, tokens: 5n, tokensRecomputed: 5n }
  expect(summary(whole, 1).at(-1)).toBe('It adds up.')
  expect(summary({ ...whole, read: 4 }, 1).at(-1)).toContain('DOES NOT ADD UP')
  expect(summary({ ...whole, tokensRecomputed: 6n }, 1).at(-1)).toContain('DOES NOT ADD UP')
})

test.each([
  [[], 'Name one file'],
  [['x.csv'], 'needs --map'],
  [['x.csv', '--map', 'a=b', '--shift', 'now'], '--shift is end-now'],
  [['x.csv', '--map', 'a=b', '--zone', 'Mars/Base'], 'is no time zone'],
  [['x.csv', '--map', 'a=b', '--account', 'me'], 'a UUID'],
  [['x.jsonl', '--map', 'a=b'], 'for CSV files'],
  [['x.csv', '--nonsense'], '--help'],
])('the options %j are refused: %s', (args, message) => {
  expect(() => readOptions(args)).toThrow(message)
})

import { describe, expect, test } from 'vitest'
import { readUsageCsv } from './usage-csv'

describe('a file of usage', () => {
  test('is read by its header, whatever the order of its columns', () => {
    const file = readUsageCsv(
      'action,occurred_at,input,output\nchat,2026-11-02T10:00:00Z,1000,300\nchat,2026-10-02,5,\n',
    )
    expect(file?.unread).toBe(0)
    expect(file?.calls).toEqual([
      { month: '2026-11', actionKey: 'chat', quantities: { input: 1_000_000n, output: 300_000n } },
      { month: '2026-10', actionKey: 'chat', quantities: { input: 5000n } },
    ])
  })

  test('may have semicolons, quotation marks, a byte order mark and Windows line ends', () => {
    const file = readUsageCsv('\uFEFF"occurred_at";"action";"second"\r\n"2026-11-02";"transcription";"90.5"\r\n')
    expect(file?.calls).toEqual([{ month: '2026-11', actionKey: 'transcription', quantities: { second: 90_500n } }])
  })

  test('says how many rows it could not read: no date, no amount, nothing used', () => {
    const file = readUsageCsv('occurred_at,action,input\nlately,chat,5\n2026-11-02,chat,many\n2026-11-02,chat,0\n')
    expect(file).toEqual({ calls: [], unread: 3 })
  })

  test('without a column for the date or the action is none', () => {
    expect(readUsageCsv('time,action,input\n2026-11-02,chat,5')).toBeNull()
    expect(readUsageCsv('')).toBeNull()
  })
})

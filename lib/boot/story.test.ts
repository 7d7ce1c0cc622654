import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { chooseStory, keepStory, requireDemo } from './story.mjs'

let home = ''
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'comptoir-story-'))
  // Root's PostgreSQL runs as another user, who must be able to enter.
  fs.chmodSync(home, 0o755)
  vi.stubEnv('COMPTOIR_DATA_DIR', home)
  vi.stubEnv('COMPTOIR_DEMO', '')
  vi.stubEnv('DATABASE_URL', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  fs.rmSync(home, { recursive: true })
})

test('a first start tells the demo story, unless asked to be empty', () => {
  expect(chooseStory(false)).toBe('on')
  expect(chooseStory(true)).toBe('off')
})

test('a database begun empty never gets demo data from a plain start, and is not reset', () => {
  keepStory('off')
  expect(chooseStory(false)).toBe('off')
  expect(requireDemo).toThrow(/may be real/)
})

test('an empty start on the demo is refused with what to do, and the demo may be reset', () => {
  keepStory('on')
  expect(() => chooseStory(true)).toThrow(/COMPTOIR_DATA_DIR/)
  expect(requireDemo).not.toThrow()
})

import { expect, test } from 'vitest'
import { checkDatabase, durabilityFault } from './check-database.mjs'

const SAFE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }

test.each(['fsync', 'full_page_writes'])(
  'a server with %s off is refused, even when asynchronous commit was accepted',
  (name) => {
    expect(durabilityFault({ ...SAFE, [name]: 'off' }, true)).toContain(`Set ${name} = on`)
  },
)

test('synchronous_commit off is refused unless its consequence was accepted by name', () => {
  const settings = { ...SAFE, synchronous_commit: 'off' }
  expect(durabilityFault(settings, false)).toContain('ALLOW_ASYNC_COMMIT=yes')
  expect(durabilityFault(settings, true)).toBeUndefined()
})

test('a durable server is accepted', () => {
  expect(durabilityFault(SAFE, false)).toBeUndefined()
})

test('a server that is not there is named with its address, without its password, and with what to do', async () => {
  const refusal = checkDatabase('postgresql://someone:hunter2@127.0.0.1:1/nothing', false)
  await expect(refusal).rejects.toThrow(/127\.0\.0\.1:1\/nothing cannot be used: .*leave DATABASE_URL out/)
  await expect(refusal).rejects.not.toThrow(/hunter2/)
})

test('a database that does not exist yet is no fault: the migrations make it', async () => {
  const url = new URL(process.env.DATABASE_URL ?? '')
  url.pathname = '/not_made_yet'
  await expect(checkDatabase(url.href, false)).resolves.toBeUndefined()
})

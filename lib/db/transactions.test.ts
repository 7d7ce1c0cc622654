import net, { type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { cutterBefore } from '@/lib/testing/cut-connection'
import { refusalOf } from '@/lib/testing/people'
import { connect } from './client'
import { inTransaction } from './transactions'

/** A server that greets every client with the same fatal error, as PostgreSQL does while it cannot take them. */
async function refusingServer(code: string, message: string) {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`)
  const answer = Buffer.alloc(5)
  answer.write('E')
  answer.writeInt32BE(fields.length + 4, 1)
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(Buffer.concat([answer, fields])))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return { url: `postgresql://nobody@127.0.0.1:${port}/nothing`, close: () => server.close() }
}

test.each([
  ['57P01', 'terminating connection due to administrator command'],
  ['57P02', 'terminating connection because of crash of another server process'],
  ['57P03', 'the database system is not yet accepting connections'],
  ['57P03', 'the database system is in recovery mode'],
])(
  'a server that answers %s, "%s", is away: work is refused as unavailable, to be tried again',
  async (code, words) => {
    const { url, close } = await refusingServer(code, words)
    const db = connect(url, undefined, 1)
    const refusal = await refusalOf(inTransaction(db, async (tx) => tx.$queryRaw`SELECT 1`))
    expect(refusal.kind).toBe('unavailable')
    await db.$disconnect()
    close()
  },
)

test('a connection that is lost between two statements is another try, not a failure', async () => {
  const cutter = await cutterBefore(process.env.DATABASE_URL ?? '')
  const db = connect(cutter.url, undefined, 1)
  let tries = 0
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1`
    if (++tries === 1) {
      cutter.cut()
      await sleep(50)
    }
    await tx.$queryRaw`SELECT 2`
  })
  expect(tries).toBe(2)
  await db.$disconnect()
  cutter.close()
})

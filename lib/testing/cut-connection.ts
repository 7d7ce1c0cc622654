import net, { type AddressInfo } from 'node:net'

export interface Cutter {
  /** The database's address through this cutter. */
  url: string
  /** From now on loses the answer to the next COMMIT, `times` times: it is done, and nobody learns of it. */
  loseCommits: (times: number) => void
  /** Cuts all connections now. */
  cut: () => void
  close: () => void
}

/** Stands between a client and PostgreSQL and cuts connections at the worst moment. */
export async function cutterBefore(databaseUrl: string): Promise<Cutter> {
  const target = new URL(databaseUrl)
  let losing = 0
  const cuts = new Set<() => void>()
  const server = net.createServer((client) => {
    const database = net.connect(Number(target.port), target.hostname)
    const cut = () => {
      cuts.delete(cut)
      client.destroy()
      database.destroy()
    }
    cuts.add(cut)
    let isLost = false
    client.on('data', (bytes) => {
      if (losing > 0 && bytes.includes('COMMIT\0')) {
        losing--
        isLost = true
      }
      database.write(bytes)
    })
    database.on('data', (bytes) => (isLost ? cut() : client.write(bytes)))
    for (const socket of [client, database]) socket.on('error', cut).on('close', cut)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = `${(server.address() as AddressInfo).port}`
  return {
    url: url.href,
    loseCommits: (times) => {
      losing = times
    },
    cut: () => {
      for (const cut of cuts) cut()
    },
    close: () => server.close(),
  }
}

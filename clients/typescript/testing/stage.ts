import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { serviceKey } from '@/lib/testing/api-call'
import { testAccount, testHouse } from '@/lib/testing/house'
import { serveApi } from '@/lib/testing/serve-api'
import type { DeadLetter } from '../src/backlog.js'
import { type Client, createClient } from '../src/client.js'
import { createQueue, type Queue, type QueueOptions } from '../src/queue.js'
import { type RoughProxy, roughProxy } from './rough-proxy.js'

/** The running product behind a rough proxy. Each test has an account of its own with 100 tokens, and good weather to begin with. */
export class Stage {
  readonly house = testHouse()
  proxy!: RoughProxy
  /** Without the proxy between. */
  url!: string
  key!: string
  account!: string
  /** Through the proxy, with two quick tries. */
  client!: Client
  readonly letters: DeadLetter[] = []
  private readonly queues: Queue[] = []

  constructor() {
    let close: () => void
    beforeAll(async () => {
      const product = await serveApi()
      this.proxy = await roughProxy(product.url)
      this.url = product.url
      this.key = await serviceKey(this.house)
      close = () => {
        this.proxy.close()
        product.close()
      }
    })
    afterAll(() => close())
    beforeEach(async () => {
      this.account = await testAccount(this.house, '100')
      this.client = this.clientOf(this.key)
      this.letters.length = 0
      this.proxy.weather = () => 'pass'
      this.proxy.heard.length = 0
    })
    afterEach(async () => {
      this.proxy.weather = () => 'pass'
      for (const queue of this.queues.splice(0)) await queue.close()
    })
  }

  clientOf(key: string, url = this.proxy.url): Client {
    const backoff = { firstMillis: 1, longestMillis: 2 }
    return createClient({ url, key, account: this.account, backoff, triesMax: 2 })
  }

  /** With a budget of 3 tokens and 10 pieces unless told otherwise; closed after the test. */
  async newQueue(options: Partial<QueueOptions> = {}): Promise<Queue> {
    const queue = await createQueue({
      client: this.client,
      riskBudgetTokens: '3',
      maxEvents: 10,
      onDeadLetter: (letter) => void this.letters.push(letter),
      backoff: { firstMillis: 20, longestMillis: 40 },
      ...options,
    })
    this.queues.push(queue)
    return queue
  }

  /** What the account's work has cost so far, in whole tokens; what is held aside. */
  async used(): Promise<number> {
    const { available, held, debt } = await this.clientOf(this.key, this.url).balance()
    return 100 - Number(available) - Number(held) + Number(debt)
  }

  /** How often work of each id was charged. */
  async charges(): Promise<Map<string, number>> {
    const rows = await this.house.db.charge.findMany({ where: { accountId: this.account }, select: { key: true } })
    return rows.reduce((counts, { key }) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<string, number>())
  }

  /** The usage events that were sent, in order. */
  events(): { id: string; mode?: string; occurredAt: string }[] {
    return this.proxy.heard.flatMap(({ body }) => JSON.parse(body))
  }
}

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { embeddedUrl } from '@/lib/boot/embedded/connection.mjs'
import { ensureMigrated } from '@/lib/boot/migrations.mjs'
import { inProject } from '@/lib/boot/paths.mjs'
import { complain, say } from '@/lib/boot/progress.mjs'
import { isStopping } from '@/lib/boot/stopping.mjs'
import { connect } from '@/lib/db/client'
import { sandboxStore } from '@/lib/db/purchases-sandbox'
import { instantFromMillis, MINUTE } from '@/lib/domain/instants'
import { openPayments } from '@/lib/gateways/payments/payments'
import { startSandbox } from '@/lib/gateways/payments/sandbox/sandbox'
import { SYSTEM } from '@/lib/testing/house'
import { SANDBOX_SETTINGS, webhookStub } from '@/lib/testing/payments'
import { type Buyer, bought, orderForm, PACKS, paidFor, testBuyer } from '@/lib/testing/purchases'
import { type House, newId } from '@/lib/usecases/define'
import { definePack } from '@/lib/usecases/oversight/define-pack'
import { placeOrder } from '@/lib/usecases/purchases/place-order'
import { receiveWebhook } from '@/lib/usecases/purchases/receive-webhook'
import { reconcileOrders } from '@/lib/usecases/purchases/reconcile-orders'
import { workInbox } from '@/lib/usecases/purchases/work-inbox'
import { APPLICATION_ROLE, type Cluster, recreate } from './cluster'
import { judgeLedger } from './oracle'
import { killHard } from './processes'
import { REACHED, STEPS, type Step, type Task } from './purchase-steps'
import type { Verdict } from './verdict'

const DATABASE = 'faults_purchases'
const JOB = { kind: 'job', name: 'purchases.reconcile-orders' } as const
/** The reconciler asks about orders that have been pending for ten minutes. */
const LATER = 15n * MINUTE
const PRICE_CENTS = 1740
const TOKENS = 250_000_000n

/** Who goes on after the process has died: the buyer, and with them the provider's webhooks; or nobody but the reconciler. */
type Recovery = 'buyer' | 'reconciler'

interface Kill {
  step: Step
  recovery: Recovery
}

const RECOVERIES: readonly Recovery[] = ['buyer', 'reconciler']
const WHOLE = STEPS.flatMap((step) => RECOVERIES.map((recovery): Kill => ({ step, recovery })))
/** Those in which most is half done. */
const SMOKE = WHOLE.filter(
  ({ step: { deed, stop }, recovery }) =>
    (stop === 'after createSession' && recovery === 'buyer') ||
    (deed === 'work' && stop === 'writing' && recovery === 'reconciler'),
)

/** Kills a process at steps of a purchase, one after the other, and says after each how it ended. Returns how many broke a promise. */
export async function runPurchases(cluster: Cluster, isSmoke: boolean): Promise<number> {
  const counter = await purchaseCounter(cluster)
  let broken = 0
  try {
    for (const { step, recovery } of isSmoke ? SMOKE : WHOLE) {
      if (isStopping()) return broken
      const faults = [...(await killAt(counter, step, recovery)), ...(await judgeLedger(counter.house))]
      const next = recovery === 'buyer' ? 'the buyer goes on' : 'only the reconciler goes on'
      say(`${faults.length === 0 ? '✓' : '✗'} killed at a purchase, ${step.name}; ${next}`)
      for (const text of faults) complain(`  ${text}`)
      if (faults.length > 0) broken++
    }
  } finally {
    await counter.stop()
  }
  return broken
}

/** Purchases on a database of their own, with a provider that outlives every process that is killed. */
async function purchaseCounter(cluster: Cluster): Promise<Counter> {
  await recreate(cluster.home, DATABASE)
  const url = embeddedUrl(cluster.home, DATABASE)
  await ensureMigrated(url)
  const db = connect(url, APPLICATION_ROLE, 5)
  const provider = await webhookStub()
  const store = sandboxStore(db)
  const sandbox = await startSandbox({
    settings: SANDBOX_SETTINGS,
    store,
    webhookUrl: provider.url,
    isDelivering: false,
  })
  const house = { db, clock: null, newId, payments: openPayments(sandbox.address) }
  for (const pack of PACKS) await definePack(SYSTEM, pack, house)
  return {
    url,
    house,
    sandbox,
    provider,
    stop: async () => {
      await sandbox.stop()
      await provider.stop()
      await db.$disconnect()
    },
  }
}

interface Counter {
  url: string
  house: House
  sandbox: Awaited<ReturnType<typeof startSandbox>>
  provider: Awaited<ReturnType<typeof webhookStub>>
  stop: () => Promise<void>
}

/** Kills a process at the step of a new purchase, recovers, and says what is not as it must be. */
async function killAt(counter: Counter, step: Step, recovery: Recovery): Promise<Verdict> {
  const { house } = counter
  const buyer = await testBuyer(house)
  const formKey = randomUUID()
  const isPaidBefore = step.deed !== 'order'
  const orderId = isPaidBefore ? await orderAndPay(counter, buyer, formKey) : null
  const webhook = isPaidBefore ? await lastWebhook(counter, orderId ?? '') : null
  const { deed, stop } = step
  const { accountId } = buyer
  await runAndKill(counter, { deed, stop, accountId, formKey, orderId, webhook, address: counter.sandbox.address })
  if (recovery === 'buyer') {
    await orderAndPay(counter, buyer, formKey)
    await tellAll(counter, accountId)
  }
  const later = { ...house, clock: () => instantFromMillis(Date.now()) + LATER }
  await workInbox(JOB, { after: null }, later)
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false)
    after = (await reconcileOrders(JOB, { after }, later)).next
  return judge(counter, accountId, isPaidBefore || recovery === 'buyer')
}

/** The buyer sends the form, once more perhaps, and pays at the provider's page what is open there. */
async function orderAndPay({ house, sandbox }: Counter, { accountId, owner }: Buyer, formKey: string): Promise<string> {
  const order = await placeOrder(owner, orderForm({ accountId }, { formKey }), house)
  if (order.state === 'pending' && order.sessionId !== null) await sandbox.payWithCard(order.sessionId, 'success')
  return order.id
}

/** Lets the provider send what it has, and returns the last that it says about the order. */
async function lastWebhook({ sandbox, provider }: Counter, orderId: string): Promise<Task['webhook']> {
  while ((await sandbox.deliver()) > 0);
  const found = provider.received.findLast(({ body }) => body.includes(orderId))
  return found ? { body: found.body.toString('base64'), signature: found.signature } : null
}

/** All webhooks about the account, twice and in the wrong order. */
async function tellAll(counter: Counter, accountId: string): Promise<void> {
  const { house, sandbox, provider } = counter
  while ((await sandbox.deliver()) > 0);
  const told = provider.received.filter(({ body }) => body.includes(accountId)).reverse()
  for (const webhook of [...told, ...told]) await receiveWebhook(JOB, webhook, house)
}

/** Starts a process for the task, and ends it with no chance to tidy up once it has come to its stop. */
async function runAndKill({ url }: Counter, task: Task): Promise<void> {
  const program = inProject('e2e/faults/purchase-process.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(task)], {
    env: { ...process.env, DATABASE_URL: url, DATABASE_ROLE: APPLICATION_ROLE, LOG_LEVEL: 'silent' },
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (part: Buffer) => {
      printed += part.toString()
      if (printed.includes(REACHED)) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('exit', (code) =>
      reject(new Error(`The process ended by itself (${code}) before "${task.stop}": ${printed}`)),
    )
    child.on('error', reject)
  })
  child.removeAllListeners('exit')
  if (child.pid !== undefined) await killHard([child.pid])
}

async function judge({ house }: Counter, accountId: string, isBought: boolean): Promise<Verdict> {
  const { states, tokens } = await bought(house, accountId)
  const { payments, cents } = await paidFor(house, accountId)
  const found = `orders ${states.join(', ') || 'none'}; grants ${tokens.join(', ') || 'none'}; ${payments} payments of ${cents} in all`
  const isRight = isBought
    ? states.join() === 'done' && tokens.length === 1 && tokens[0] === TOKENS && payments === 1 && cents === PRICE_CENTS
    : tokens.length === 0 && payments === 0 && !states.includes('done')
  return isRight ? [] : [`account ${accountId}: ${found}`]
}

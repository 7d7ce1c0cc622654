// A process that does one deed of a purchase and stands still where it is to be killed. Started by `purchases.ts`, with its task as argument.
import fs from 'node:fs'
import { database } from '@/lib/db/client'
import type { Payments } from '@/lib/domain/purchases/payment-model'
import { openPayments } from '@/lib/gateways/payments/payments'
import { memberCaller } from '@/lib/testing/people'
import { orderForm } from '@/lib/testing/purchases'
import { type House, newId } from '@/lib/usecases/define'
import { fulfilOrder } from '@/lib/usecases/purchases/fulfil-order'
import { placeOrder } from '@/lib/usecases/purchases/place-order'
import { receiveWebhook } from '@/lib/usecases/purchases/receive-webhook'
import { workWebhook } from '@/lib/usecases/purchases/work-webhook'
import { REACHED, type Task } from './purchase-steps'

const JOB = { kind: 'job', name: 'purchases.work-inbox' } as const

const task = JSON.parse(process.argv[2] ?? '') as Task
const { accountId, orderId, webhook, stop } = task
const house: House = {
  db: database(),
  clock: null,
  newId: (at) => {
    if (stop === 'writing') standStill()
    return newId(at)
  },
  payments: stopping(openPayments(task.address)),
}
await deed()
if (stop === 'done') standStill()
throw new Error(`Nothing was found to stop at: ${stop}.`)

async function deed(): Promise<unknown> {
  if (task.deed === 'order')
    return placeOrder(memberCaller(accountId, 'owner'), orderForm({ accountId }, { formKey: task.formKey }), house)
  if (task.deed === 'return') return fulfilOrder(JOB, { accountId, orderId: orderId ?? '' }, house)
  if (!webhook) throw new Error('There is no webhook yet.')
  const received = { body: Buffer.from(webhook.body, 'base64'), signature: webhook.signature }
  const { id } = await receiveWebhook(JOB, received, house)
  return task.deed === 'webhook' ? id : workWebhook(JOB, { id }, house)
}

/** The provider, with a place to die before and after each call. */
function stopping(payments: Payments): Payments {
  const around =
    <A extends unknown[], R>(name: string, call: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      if (stop === `before ${name}`) standStill()
      const answer = await call(...given)
      if (stop === `after ${name}`) standStill()
      return answer
    }
  return {
    ...payments,
    ensureCustomer: around('ensureCustomer', payments.ensureCustomer),
    createSession: around('createSession', payments.createSession),
    getSession: around('getSession', payments.getSession),
    getPayment: around('getPayment', payments.getPayment),
  }
}

/** Says so and does nothing more, whatever is open: a transaction, a connection. */
function standStill(): never {
  fs.writeSync(1, `${REACHED}\n`)
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  throw new Error('It was to be killed.')
}

import { z } from 'zod'
import type { SandboxAnswer, SandboxJson } from '@/lib/domain/purchases/sandbox-store'
import { CustomerParameters, createCustomer, updateCustomer } from './customers'
import type { Desk, Kind } from './desk'
import { closeDispute, DisputeParameters, updateDispute } from './disputes'
import {
  CustomerMethodsParameters,
  EventListParameters,
  listCustomerMethods,
  listDisputes,
  listEvents,
  listMethods,
  listRefunds,
  retrieveEvent,
} from './lists'
import { expand, readParameters } from './parameters'
import {
  CancelParameters,
  ConfirmParameters,
  cancelIntent,
  confirmIntent,
  createIntent,
  IntentParameters,
} from './payment-intents'
import { AttachParameters, attachMethod, detachMethod, MethodListParameters } from './payment-methods'
import { createRefund, RefundListParameters, RefundParameters } from './refunds'
import { SessionParameters } from './session-parameters'
import { createSession, expireSession, retrieveSession } from './sessions'

const OnlyExpand = z.strictObject({ expand: expand.optional() })

/** Answers a request whose address it fits; what it returns is the object, or a whole answer when that is an error. */
export interface Route {
  method: 'GET' | 'POST'
  address: RegExp
  answer: (desk: Desk, given: Record<string, unknown>, id: string) => Promise<object>
}

function route<S extends z.ZodType>(
  method: Route['method'],
  path: string,
  schema: S,
  run: (desk: Desk, given: z.output<S>, id: string) => Promise<object>,
): Route {
  const address = new RegExp(`^/v1/${path.replace(':id', '([A-Za-z0-9_]{1,100})')}$`)
  return { method, address, answer: async (desk, given, id) => run(desk, readParameters(schema, given), id) }
}

/** Reads one object of a kind. */
function reading(path: string, kind: Kind): Route {
  return route('GET', `${path}/:id`, OnlyExpand, async (desk, _, id) => (await desk.get(kind, id)).body)
}

/** All of Stripe that the sandbox has. */
export const ROUTES: readonly Route[] = [
  route('POST', 'customers', CustomerParameters, createCustomer),
  route('POST', 'customers/:id', CustomerParameters, updateCustomer),
  reading('customers', 'customer'),
  route('GET', 'customers/:id/payment_methods', CustomerMethodsParameters, listCustomerMethods),
  route('POST', 'checkout/sessions', SessionParameters, createSession),
  route('GET', 'checkout/sessions/:id', OnlyExpand, retrieveSession),
  route('POST', 'checkout/sessions/:id/expire', OnlyExpand, expireSession),
  route('POST', 'payment_intents', IntentParameters, createIntent),
  route('POST', 'payment_intents/:id/confirm', ConfirmParameters, confirmIntent),
  route('POST', 'payment_intents/:id/cancel', CancelParameters, cancelIntent),
  reading('payment_intents', 'payment_intent'),
  reading('setup_intents', 'setup_intent'),
  route('GET', 'payment_methods', MethodListParameters, listMethods),
  route('POST', 'payment_methods/:id/attach', AttachParameters, attachMethod),
  route('POST', 'payment_methods/:id/detach', OnlyExpand, detachMethod),
  reading('payment_methods', 'payment_method'),
  reading('charges', 'charge'),
  route('POST', 'refunds', RefundParameters, createRefund),
  route('GET', 'refunds', RefundListParameters, listRefunds),
  reading('refunds', 'refund'),
  route('GET', 'disputes', RefundListParameters, listDisputes),
  route('POST', 'disputes/:id', DisputeParameters, updateDispute),
  route('POST', 'disputes/:id/close', OnlyExpand, closeDispute),
  reading('disputes', 'dispute'),
  route('GET', 'events', EventListParameters, listEvents),
  route('GET', 'events/:id', OnlyExpand, retrieveEvent),
]

/** Whether a route answered with an error and its status, which is kept under the key like any answer. */
export function isWholeAnswer(answer: object): answer is SandboxAnswer {
  return 'status' in answer && 'body' in answer && typeof answer.status === 'number'
}

export function asJson(answer: object): SandboxJson {
  return answer as SandboxJson
}

import type { SandboxAnswer, SandboxJson } from '@/lib/domain/purchases/sandbox-store'

/** A request that Stripe would refuse before it does anything: nothing of it is kept, and its key stays free. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  constructor(
    readonly status: number,
    readonly error: { type: string; message: string; code?: string; param?: string },
  ) {
    super(error.message)
  }

  get answer(): SandboxAnswer {
    return errorAnswer(this.status, this.error)
  }
}

/** Stripe's error body. */
export function errorAnswer(status: number, error: SandboxJson & { code?: unknown }): SandboxAnswer {
  const { code } = error
  const doc =
    typeof code === 'string' ? { doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}` } : {}
  return { status, body: { error: { ...error, ...doc } } }
}

export function invalid(message: string, code?: string, param?: string, status = 400): ApiRefusal {
  return new ApiRefusal(status, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  })
}

/** 404 for the object of the address, 400 for one that a parameter names. */
export function missing(kind: string, id: string, param = 'id'): ApiRefusal {
  return invalid(`No such ${kind}: '${id}'`, 'resource_missing', param, param === 'id' ? 404 : 400)
}

export function unknownAddress(method: string, path: string): ApiRefusal {
  return invalid(
    `Unrecognized request URL (${method}: ${path}). The sandbox has only what Comptoir uses of Stripe.`,
    undefined,
    undefined,
    404,
  )
}

import { createInterface } from 'node:readline'

/** @import { Engine } from './engine.mjs' */
/** @typedef {{ id: number, method?: string, params?: unknown }} Request */

const ERROR_CODE = 4466

/**
 * Speaks the schema engine's protocol (JSON-RPC, one message a line) on the standard streams, one request at a time.
 * Returns when the other side closes.
 * @param {() => Promise<Engine>} loadEngine
 */
export async function serve(loadEngine) {
  /** @type {Promise<Engine> | undefined} */
  let engine
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    /** @type {Request} */
    const request = JSON.parse(line)
    if (!request.method) continue
    try {
      engine ??= loadEngine()
      await answer(await engine, request.id, request.method, request.params)
    } catch (error) {
      refuse(request.id, error)
    }
  }
}

/** @param {Engine} engine @param {number} id @param {string} method @param {unknown} params */
async function answer(engine, id, method, params) {
  if (typeof engine[method] !== 'function') throw new Error(`The schema engine has no method "${method}".`)
  const result = /** @type {{ stdout?: string | null } | undefined} */ (await engine[method](params ?? {}))
  // The engine prints a difference by asking its caller to; the package returns it instead.
  if (method === 'diff' && typeof result?.stdout === 'string') {
    send({ method: 'print', params: { content: result.stdout }, id: 100_000 + id })
  }
  send({ id, result: result ?? {} })
}

/** @param {number} id @param {unknown} error */
function refuse(id, error) {
  const { message, meta, code } = /** @type {{ message?: string, meta?: unknown, code?: string }} */ (error)
  const data = { is_panic: false, message: message ?? String(error), meta: meta ?? null, error_code: code }
  send({ id, error: { code: ERROR_CODE, message: 'An error happened. Check the data field for details.', data } })
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
}

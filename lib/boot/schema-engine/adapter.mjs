import { randomUUID } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'

/** PostgreSQL's one-byte "char", which the adapter does not know, is read as character(1) and told as such. */
const SINGLE_CHAR_OID = 18
const CHARACTER_OID = 1042
const CHARACTER_COLUMN = 6

/**
 * @typedef {{ fields?: { dataTypeID: number }[] }} Answer
 * @typedef {{ columnTypes: number[] }} ResultSet
 * @typedef {object} Inside what the adapter keeps to itself and a migration needs otherwise
 * @property {(query: unknown) => Promise<Answer>} performIO
 * @property {(query: unknown) => Promise<ResultSet>} queryRaw
 * @property {(script: string) => Promise<void>} executeScript
 * @property {{ query: (text: string) => Promise<unknown> }} client
 * @property {(error: unknown) => never} onError
 * @property {((isolation?: string) => Promise<object>) | undefined} startTransaction
 */

/**
 * Closes the adapter's gaps for migrations: the "char" type, and scripts, which it splits at every semicolon
 * (a function's body has some) and which are therefore sent whole.
 * @template {object} T @param {T} adapter @returns {T}
 */
function forMigrations(adapter) {
  const inside = /** @type {Inside} */ (/** @type {unknown} */ (adapter))
  const performIO = inside.performIO.bind(adapter)
  const queryRaw = inside.queryRaw.bind(adapter)
  const startTransaction = inside.startTransaction?.bind(adapter)
  /** @type {boolean[]} */
  let isSingleChar = []

  inside.performIO = async (query) => {
    const answer = await performIO(query)
    isSingleChar = (answer.fields ?? []).map((field) => field.dataTypeID === SINGLE_CHAR_OID)
    answer.fields = answer.fields?.map((field, at) =>
      isSingleChar[at] ? { ...field, dataTypeID: CHARACTER_OID } : field,
    )
    return answer
  }
  inside.queryRaw = async (query) => {
    const result = await queryRaw(query)
    result.columnTypes = result.columnTypes.map((type, at) => (isSingleChar[at] ? CHARACTER_COLUMN : type))
    return result
  }
  inside.executeScript = async (script) => {
    try {
      await inside.client.query(script)
    } catch (error) {
      inside.onError(error)
    }
  }
  if (startTransaction) inside.startTransaction = async (isolation) => forMigrations(await startTransaction(isolation))
  return adapter
}

/** Connects the schema engine to PostgreSQL, and to a shadow database of its own that goes with its connection. */
export class MigrationAdapterFactory extends PrismaPg {
  /** @param {string} url */
  constructor(url) {
    super({ connectionString: url })
    this.url = url
  }

  /** @override */
  async connect() {
    return forMigrations(await super.connect())
  }

  /** @override */
  async connectToShadowDb() {
    const database = `prisma_migrate_shadow_db_${randomUUID()}`
    const server = new pg.Client({ connectionString: this.url })
    await server.connect()
    await server.query(`CREATE DATABASE "${database}"`)
    const shadowUrl = new URL(this.url)
    shadowUrl.pathname = `/${database}`
    const shadow = await new PrismaPg({ connectionString: shadowUrl.href }).connect()
    const dispose = shadow.dispose.bind(shadow)
    shadow.dispose = async () => {
      await dispose()
      await server.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
      await server.end()
    }
    return forMigrations(shadow)
  }
}

import fs from 'node:fs'
import { createRequire } from 'node:module'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as wasm from '@prisma/schema-engine-wasm/schema_engine_bg'
import { MigrationAdapterFactory } from './adapter.mjs'

/** @typedef {Record<string, ((params: unknown) => Promise<unknown>) | undefined>} Engine the engine's methods by their protocol names */

/** Loads the schema engine from its WebAssembly package. @param {string[]} schemaFiles @param {string} url @returns {Promise<Engine>} */
export async function loadEngine(schemaFiles, url) {
  const module = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const imports = { './schema_engine_bg.js': /** @type {WebAssembly.ModuleImports} */ (/** @type {unknown} */ (wasm)) }
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(module.replace(/\.js$/, '.wasm')), imports)
  const binding =
    /** @type {{ __wbg_set_wasm: (exports: unknown) => void, SchemaEngine: typeof wasm.SchemaEngine }} */ (
      /** @type {unknown} */ (wasm)
    )
  binding.__wbg_set_wasm(instance.exports)
  const start = /** @type {() => void} */ (instance.exports.__wbindgen_start)
  start()
  keepPanics()
  /** @type {[string, string][]} */
  const datamodels = schemaFiles.map((file) => [file, fs.readFileSync(file, 'utf8')])
  const factory = bindMigrationAwareSqlAdapterFactory(new MigrationAdapterFactory(url))
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined }
  const engine = await binding.SchemaEngine.new(options, () => {}, factory)
  return /** @type {Engine} */ (/** @type {unknown} */ (engine))
}

/** Where the engine leaves the message of a panic. */
function keepPanics() {
  let message = ''
  const registry = {
    get: () => message,
    /** @param {string} text */
    set_message: (text) => {
      message = text
    },
  }
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: registry })
}

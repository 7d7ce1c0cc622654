import { tsImport } from 'tsx/esm/api'

/** Refuses settings that the product cannot run with, by name, before anything is started on them. @param {Record<string, string | undefined>} environment */
export async function checkSettings(environment) {
  /** @type {typeof import('../config.ts')} */
  const { parseConfig } = await tsImport('../config.ts', import.meta.url)
  parseConfig({ ...process.env, ...environment })
}

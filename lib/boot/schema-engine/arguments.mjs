/** @typedef {{ command: string[], schemaFiles: string[], url: string | undefined }} EngineArguments */

/** Reads the engine's command line as the Prisma CLI writes it. @param {string[]} argv @returns {EngineArguments} */
export function parseArguments(argv) {
  /** @type {EngineArguments} */
  const parsed = { command: [], schemaFiles: [], url: undefined }
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? ''
    if (!word.startsWith('--')) {
      parsed.command.push(word)
      continue
    }
    at++
    const value = argv[at] ?? ''
    if (word === '--datamodels') parsed.schemaFiles.push(value)
    if (word === '--datasource') parsed.url = JSON.parse(value).url
  }
  return parsed
}

/** The import cannot go on as it was asked for; the message says what to do. */
export class ImportMistake extends Error {
  override name = 'ImportMistake'
}

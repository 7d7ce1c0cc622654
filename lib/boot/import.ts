// npm run import -- FILE: replays a file of usage through the API, as any seller's service could.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Instant, instantFromMillis, instantToIso } from '@/lib/domain/instants'
import { dataHome } from './data-home.mjs'
import { givenKey, loadSettings, localAddress } from './environment.mjs'
import { makeDemoKey } from './import/demo-key'
import { cloudEventReader, csvReader, type ReadRow } from './import/events'
import { keptShift } from './import/manifest'
import { readMapping } from './import/mapping'
import { ImportMistake } from './import/mistake'
import { HELP, type ImportOptions, readOptions } from './import/options'
import { startProgress } from './import/progress'
import { type FileRecord, hashFile, readRecords } from './import/records'
import { Rejects } from './import/rejects'
import { runImport, scan } from './import/run'
import { addsUp, summary } from './import/tally'

const say = (line: string) => process.stdout.write(`${line}\n`)
const folder = () => path.join(dataHome(), 'imports')

loadSettings()
try {
  const options = readOptions(process.argv.slice(2))
  process.exitCode = options ? await importFile(options) : help()
} catch (error) {
  if (!(error instanceof ImportMistake)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}

function help(): number {
  process.stdout.write(HELP)
  return 0
}

/** 0 when every row is recorded and all adds up, else 2. */
async function importFile(options: ImportOptions): Promise<number> {
  if (!existsSync(options.path)) throw new ImportMistake(`There is no file ${options.path}.`)
  const { key, account } = await chooseKey(options)
  const hash = await hashFile(options.path)
  const facts = { account, fileHash: hash, isShifted: options.isShifted }
  const readRow = await chooseReader(options, facts)
  const { rows, latest } = await scan(rowsOf(options), readRow)
  if (latest === null) throw new ImportMistake(`${options.path} has no row with a time that can be read.`)
  const shift = options.isShifted ? sayShift(options.path, hash, account, latest) : 0n
  const url = options.url ?? localAddress()
  say(`${rows} rows of ${path.basename(options.path)} go to ${url}.`)

  const progress = startProgress(rows)
  const rejects = new Rejects(path.join(folder(), `${hash.slice(0, 24)}.errors.csv`), progress.say)
  const startedAt = performance.now()
  const isCsv = options.format === 'csv'
  try {
    const tally = await runImport({
      records: rowsOf(options),
      readRow,
      shift,
      timeField: isCsv ? 'occurredAt' : 'time',
      api: {
        url,
        key,
        contentType: isCsv ? 'application/json' : 'application/cloudevents-batch+json',
        onWait: (reason, seconds) => progress.say(`${reason} Trying again in ${seconds.toFixed(1)} s.`),
      },
      onReject: rejects.add,
      onProgress: progress.show,
    })
    progress.show(tally)
    progress.stop()
    for (const line of summary(tally, (performance.now() - startedAt) / 1000)) say(line)
    return rejects.count === 0 && addsUp(tally) ? 0 : 2
  } finally {
    progress.stop()
    rejects.close()
  }
}

async function chooseKey(options: ImportOptions): Promise<{ key: string; account: string | null }> {
  if (options.isDemo) {
    const { key, account, name } = await makeDemoKey(options.account)
    say(`Into the demo account "${name}", with a service key made for a day.`)
    return { key, account }
  }
  const key = options.key ?? givenKey()
  if (key) return { key, account: options.account }
  throw new ImportMistake(
    'No API key. Make one that may report usage on the Keys page of the account, then pass it with --key or set COMPTOIR_KEY. ' +
      'To try an import on the demo data of this folder: --demo.',
  )
}

async function chooseReader(options: ImportOptions, facts: Parameters<typeof cloudEventReader>[1]): Promise<ReadRow> {
  if (options.format === 'cloudevents') return cloudEventReader(options.zone, facts)
  for await (const { cells } of readRecords(options)) {
    const twice = cells.find((name, i) => cells.indexOf(name) !== i)
    if (twice !== undefined) throw new ImportMistake(`Two columns are named "${twice}". Rename one.`)
    return csvReader(readMapping(options.map ?? '', cells), cells.length, options.zone, facts)
  }
  throw new ImportMistake(`${options.path} is empty.`)
}

/** The rows without a CSV file's header. */
async function* rowsOf(options: ImportOptions): AsyncGenerator<FileRecord> {
  for await (const record of readRecords(options)) if (record.row > 0) yield record
}

function sayShift(file: string, hash: string, account: string | null, latest: Instant): Instant {
  const wanted = instantFromMillis(Date.now()) - latest
  const { shift, isNew } = keptShift(folder(), { file, hash, account }, wanted)
  const asBefore = isNew ? '' : ', as in the first run of this file'
  say(`All times are shifted by ${shiftInWords(shift)}${asBefore}: the last one is ${instantToIso(latest + shift)}.`)
  return shift
}

function shiftInWords(shift: Instant): string {
  const seconds = shift / 1_000_000n
  return `${seconds / 86_400n} days, ${(seconds / 3600n) % 24n} h, ${(seconds / 60n) % 60n} min and ${seconds % 60n} s`
}

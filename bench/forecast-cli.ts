// npx tsx bench/forecast-cli.ts: forecasts by the line, a JSON request in and a JSON answer out, for whoever measures them.
import readline from 'node:readline'
import { answerLine } from './forecast/answer'

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line.trim() !== '') process.stdout.write(`${answerLine(line)}\n`)
}

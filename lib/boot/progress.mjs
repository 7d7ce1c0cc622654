const TICK_MS = 200
const SILENCE_MS = 10_000
const NEWS_LENGTH_MAX = 60

/** Writes one line for a person. @param {string} [text] */
export function say(text = '') {
  process.stdout.write(`${text}\n`)
}

/** Writes one line about something wrong. @param {string} text */
export function complain(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * Runs one step under its name and says how long it took. On a terminal the seconds count up; elsewhere a long step says
 * every ten seconds that it goes on; the work may tell how far it is. A result of `false` means that there was nothing to do.
 * @template T @param {string} name @param {(tell: (news: string) => void) => Promise<T>} work @returns {Promise<T>}
 */
export async function step(name, work) {
  const startedAt = Date.now()
  const seconds = () => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
  const isTerminal = process.stdout.isTTY === true
  let news = ''
  const timer = isTerminal
    ? setInterval(() => process.stdout.write(`\r\x1b[K  ${name} ${seconds()}${news}`), TICK_MS)
    : setInterval(() => say(`  ${name}: still at it after ${seconds()}${news}`), SILENCE_MS)
  const line = (/** @type {string} */ sign, /** @type {string} */ note) =>
    `${isTerminal ? '\r\x1b[K' : ''}${sign} ${name}, ${seconds()}${note}`
  try {
    const result = await work((latest) => {
      news = ` (${latest.slice(0, NEWS_LENGTH_MAX)})`
    })
    clearInterval(timer)
    say(line('✓', result === false ? ' (nothing to do)' : ''))
    return result
  } catch (error) {
    clearInterval(timer)
    say(line('✗', ''))
    throw error
  }
}

/**
 * Runs one step that prints for itself: its name above, its time below.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function section(name, work) {
  const startedAt = Date.now()
  say(`\n== ${name}`)
  try {
    return await work()
  } finally {
    say(`== ${name}, ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  }
}

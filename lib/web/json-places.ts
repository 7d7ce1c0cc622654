/** A name or a value as it is written in a JSON text. */
export interface Place {
  /** JSON pointer to the value, or to the value that the name has; to be asked before the next place. */
  pointer: () => string
  /** What is written there: a text in its quotes, or a number, true, false or null. */
  written: string
  /** The name was in the object before; null for a value. */
  isRepeated: boolean | null
}

interface Frame {
  /** Names so far; null in a list. */
  names: Set<string> | null
  /** Under which the next value stands: a name, or its place in the list. */
  name: string
  index: number
  isNameNext: boolean
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gs

/** All names and plain values of a text that is JSON, in their order. Slow: for telling what is wrong with it. */
export function* placesIn(text: string): Generator<Place> {
  const frames: Frame[] = []
  const pointer = () => pointerTo(frames)
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = frames.at(-1)
    if (token === '{') frames.push({ names: new Set(), name: '', index: 0, isNameNext: true })
    else if (token === '[') frames.push({ names: null, name: '', index: 0, isNameNext: false })
    else if (token === '}' || token === ']') frames.pop()
    else if (token === ':' && inner) inner.isNameNext = false
    else if (token === ',' && inner) {
      if (inner.names) inner.isNameNext = true
      else inner.index++
    } else if (inner?.names && inner.isNameNext) {
      inner.name = JSON.parse(token) as string
      yield { pointer, written: token, isRepeated: inner.names.has(inner.name) }
      inner.names.add(inner.name)
    } else yield { pointer, written: token, isRepeated: null }
  }
}

function pointerTo(frames: readonly Frame[]): string {
  const parts = frames.map(({ names, name, index }) => (names ? name : `${index}`))
  return parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

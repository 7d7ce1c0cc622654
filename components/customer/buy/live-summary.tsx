'use client'

import { useEffect, useRef, useState } from 'react'

const PAUSE_MILLIS = 500

type Lines = readonly string[]

interface LiveSummaryProps {
  /** By pack. */
  packs: Readonly<Record<string, Lines>>
  /** What is chosen when the page comes. */
  choice: { pack: string; tokens: string }
  /** Answers what any amount does. */
  address: string
  words: { nothing: string; away: string }
}

/**
 * What the choice in the form around it does and costs, said politely as it changes. Figures are the server's: those of packs come with
 * the page, that of an amount is asked for when typing pauses.
 */
export function LiveSummary({ packs, choice, address, words }: LiveSummaryProps) {
  const output = useRef<HTMLOutputElement>(null)
  const [chosen, setChosen] = useState(choice)
  useEffect(() => {
    const form = output.current?.form
    if (!form) return
    const read = () => {
      const fields = new FormData(form)
      setChosen({ pack: `${fields.get('pack') ?? ''}`, tokens: `${fields.get('tokens') ?? ''}` })
    }
    // A browser that goes back fills the form again by itself.
    read()
    form.addEventListener('input', read)
    return () => form.removeEventListener('input', read)
  }, [])
  const ofAmount = useAmount(address, chosen.pack === 'amount' ? chosen.tokens.trim() : '')
  const lines = (chosen.pack === 'amount' ? ofAmount : packs[chosen.pack]) ?? [words.nothing]
  return (
    <output
      ref={output}
      aria-live="polite"
      className="grid min-h-28 content-start gap-1 rounded-large border border-hairline bg-sunken p-4 noscript:hidden"
    >
      {(lines === AWAY ? [words.away] : lines).map((line, i) => (
        <span key={line} className={i === 0 ? 'font-bold' : undefined}>
          {line}
        </span>
      ))}
    </output>
  )
}

const AWAY: Lines = []

/** What the amount does, as typed last: undefined before the first answer. An answer that was overtaken is not shown. */
function useAmount(address: string, tokens: string): Lines | undefined {
  const [lines, setLines] = useState<Lines>()
  useEffect(() => {
    if (tokens === '') return setLines(undefined)
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(`${address}?${new URLSearchParams({ tokens })}`, stop.signal).then(
        setLines,
        () => stop.signal.aborted || setLines(AWAY),
      )
    }, PAUSE_MILLIS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [address, tokens])
  return lines
}

async function ask(address: string, signal: AbortSignal): Promise<Lines> {
  const answer = await fetch(address, { signal })
  if (!answer.ok) throw new Error(`The summary was refused: ${answer.status}.`)
  return ((await answer.json()) as { lines: Lines }).lines
}

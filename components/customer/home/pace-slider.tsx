'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'

interface PaceSliderProps {
  steps: readonly { pace: number; address: Route; words: string }[]
  pace: number
  labelledBy: string
}

/** Says each pace while it is dragged, and goes there when it is let go. */
export function PaceSlider({ steps, pace, labelledBy }: PaceSliderProps) {
  const router = useRouter()
  const input = useRef<HTMLInputElement>(null)
  const [place, setPlace] = useState(nearest(steps, pace))
  const [shownPace, setShownPace] = useState(pace)
  if (shownPace !== pace) {
    setShownPace(pace)
    setPlace(nearest(steps, pace))
  }
  const words = steps[place]?.words
  useEffect(() => {
    const element = input.current
    // React's own onChange comes with every move; the browser's comes when the slider is let go.
    const go = () => {
      const step = steps[element?.valueAsNumber ?? -1]
      if (step) router.replace(step.address, { scroll: false })
    }
    element?.addEventListener('change', go)
    return () => element?.removeEventListener('change', go)
  }, [router, steps])
  return (
    <div className="flex min-w-56 grow basis-56 items-center gap-3 noscript:hidden">
      <input
        ref={input}
        type="range"
        min={0}
        max={steps.length - 1}
        value={place}
        onChange={(event) => setPlace(event.currentTarget.valueAsNumber)}
        aria-labelledby={labelledBy}
        aria-valuetext={words}
        className="scrubber h-9 min-w-24 grow"
      />
      <span aria-hidden="true" className="w-40 shrink-0 text-ink-2">
        {words}
      </span>
    </div>
  )
}

function nearest(steps: PaceSliderProps['steps'], pace: number): number {
  return steps.reduce(
    (best, step, i) => (Math.abs(step.pace - pace) < Math.abs((steps[best]?.pace ?? 0) - pace) ? i : best),
    0,
  )
}

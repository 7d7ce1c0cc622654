import type { Instant } from '../instants'

/** Something to be done at an instant; at one instant by rank, then by order. */
export interface Due<Run> {
  readonly at: Instant
  readonly rank: number
  readonly order: bigint
  readonly run: Run
}

/** What is due, first things first: a binary heap, since what is done may bring about more. */
export class Agenda<Run> {
  private readonly heap: Due<Run>[] = []

  add(due: Due<Run>): void {
    const { heap } = this
    let place = heap.length
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = heap[parent]
      if (!above || !isBefore(due, above)) break
      heap[place] = above
      place = parent
    }
    heap[place] = due
  }

  /** The instant of what comes next; undefined when nothing does. */
  nextAt(): Instant | undefined {
    return this.heap[0]?.at
  }

  /** Takes out what comes first. */
  take(): Due<Run> | undefined {
    const { heap } = this
    const [first] = heap
    const last = heap.pop()
    if (!first || !last || first === last) return first
    let place = 0
    for (;;) {
      let child = 2 * place + 1
      const [left, right] = [heap[child], heap[child + 1]]
      if (left && right && isBefore(right, left)) child++
      const below = heap[child]
      if (!below || !isBefore(below, last)) break
      heap[place] = below
      place = child
    }
    heap[place] = last
    return first
  }
}

function isBefore<Run>(a: Due<Run>, b: Due<Run>): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.rank === b.rank ? a.order < b.order : a.rank < b.rank
}

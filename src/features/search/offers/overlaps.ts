import { instantMs } from '../../../fhir/instants.ts'
import type { Appointment } from '../../../fhir/types.ts'

/** States in which an appointment takes the patient's time. */
const taking: readonly string[] = ['booked', 'pending', 'arrived', 'checked-in']

interface Taken {
  readonly id: string | undefined
  readonly from: number
  readonly until: number
}

/** Taken times that touch or overlap, merged into one. Blocks themselves neither touch nor overlap. */
interface Block {
  readonly from: number
  until: number
  readonly taken: Taken[]
}

/**
 * Tells whether an offer overlaps one of the patient's other appointments. An offer that ends when the other begins doesn't.
 * @param except ids of appointments that don't count: the one being moved, the one being held
 */
export function overlapChecker(
  appointments: readonly Appointment[],
  except: readonly (string | undefined)[],
): (offer: Appointment) => boolean {
  const blocks = blocksOf(
    appointments
      .filter(({ id, status }) => taking.includes(status) && (id === undefined || !except.includes(id)))
      .flatMap(({ id, start, end }) => {
        const [from, until] = [instantMs(start), instantMs(end)]
        return from === undefined || until === undefined ? [] : [{ id, from, until }]
      }),
  )
  return (offer) => {
    const [from, until] = [instantMs(offer.start), instantMs(offer.end)]
    if (from === undefined || until === undefined) return false
    for (let at = firstEndingAfter(blocks, from); (blocks[at]?.from ?? Infinity) < until; at += 1) {
      const isTaken = blocks[at]?.taken.some(
        (one) => one.from < until && from < one.until && (one.id === undefined || one.id !== offer.id),
      )
      if (isTaken) return true
    }
    return false
  }
}

function blocksOf(taken: readonly Taken[]): Block[] {
  const blocks: Block[] = []
  for (const one of taken.toSorted((a, b) => a.from - b.from)) {
    const last = blocks.at(-1)
    if (last && one.from <= last.until) {
      last.taken.push(one)
      last.until = Math.max(last.until, one.until)
    } else blocks.push({ from: one.from, until: one.until, taken: [one] })
  }
  return blocks
}

function firstEndingAfter(blocks: readonly Block[], instant: number): number {
  let [low, high] = [0, blocks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle]?.until ?? Infinity) > instant) high = middle
    else low = middle + 1
  }
  return low
}

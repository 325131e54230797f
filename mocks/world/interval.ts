/** A half-open stretch of time, in epoch milliseconds. */
export interface Interval {
  readonly start: number
  readonly end: number
}

/** Whether two stretches share any time; touching ends do not. */
export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end

/** Whether the inner stretch lies wholly within the outer one. */
export const contains = (outer: Interval, inner: Interval): boolean => outer.start <= inner.start && inner.end <= outer.end

/** The parts of a stretch that remain without the taken ones, in order of time. */
export function subtract(whole: Interval, taken: readonly Interval[]): Interval[] {
  let rest: Interval[] = [whole]
  for (const cut of taken) {
    rest = rest.flatMap((piece) =>
      overlaps(piece, cut)
        ? [
            { start: piece.start, end: cut.start },
            { start: cut.end, end: piece.end },
          ].filter(({ start, end }) => start < end)
        : [piece],
    )
  }
  return rest
}

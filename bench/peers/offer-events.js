/** Offers as the calendars want them. */
export function eventsOf(offers) {
  return offers.map(({ id, start, end, participant }) => ({
    id,
    start: new Date(start),
    end: new Date(end),
    title: participant.map(({ actor }) => actor.display).join(', '),
  }))
}

/** The page's empty place for them, as large as a window. */
export function place() {
  const element = document.createElement('div')
  element.style.height = '800px'
  document.body.append(element)
  return element
}

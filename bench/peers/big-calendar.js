import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { format, getDay, parse, startOfWeek } from 'date-fns'
import { enGB } from 'date-fns/locale'
import { Calendar, dateFnsLocalizer } from 'react-big-calendar'
import 'react-big-calendar/lib/css/react-big-calendar.css'
import '../pages/until-painted.js'
import { eventsOf, place } from './offer-events.js'

const localizer = dateFnsLocalizer({ format, parse, startOfWeek, getDay, locales: { 'en-GB': enGB } })
/** `agenda` or `week`, from the address. */
const view = new URLSearchParams(location.search).get('view') ?? 'agenda'

window.bench = {
  render(offers) {
    const events = eventsOf(offers)
    const root = createRoot(place())
    const options = { localizer, culture: 'en-GB', events, defaultDate: events[0].start, defaultView: view, length: 7, style: { height: 800 } }
    const selector = view === 'agenda' ? '.rbc-agenda-event-cell' : '.rbc-event'
    return globalThis.untilPainted(() => root.render(createElement(Calendar, options)), selector)
  },
}

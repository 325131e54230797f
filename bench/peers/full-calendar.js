import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import FullCalendar from '@fullcalendar/react'
import classicTheme from '@fullcalendar/react/themes/classic'
import list from '@fullcalendar/react/list'
import timeGrid from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import '../pages/until-painted.js'
import { eventsOf, place } from './offer-events.js'

/** `listWeek` or `timeGridWeek`, from the address. */
const view = new URLSearchParams(location.search).get('view') ?? 'listWeek'

window.bench = {
  render(offers) {
    const events = eventsOf(offers)
    const root = createRoot(place())
    const options = { plugins: [classicTheme, list, timeGrid], initialView: view, initialDate: events[0].start, events, firstDay: 1, eventClass: 'bench-event' }
    return globalThis.untilPainted(() => root.render(createElement(FullCalendar, options)), '.bench-event')
  },
}

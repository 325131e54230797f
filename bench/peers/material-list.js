import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import List from '@mui/material/List'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import '../pages/until-painted.js'
import { eventsOf, place } from './offer-events.js'

const clock = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })

/** What one writes first: every offer is an item of MUI's list. */
window.bench = {
  render(offers) {
    const events = eventsOf(offers)
    const root = createRoot(place())
    const items = () =>
      events.map(({ id, start, title }) =>
        createElement(ListItemButton, { key: id }, createElement(ListItemText, { primary: clock.format(start), secondary: title })),
      )
    return globalThis.untilPainted(() => root.render(createElement(List, null, items())), '.MuiListItemButton-root')
  },
}

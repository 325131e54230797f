import type { Appointment, Bundle } from '../../src/fhir/types.ts'
import './bench-page.ts'
import './until-painted.js'

/** As many as a window shows. */
const rows = 30

/** The floor: no framework, and no more rows than are seen. */
window.bench = {
  fromText: (text) =>
    untilPainted(() => void new Response(text).text().then((body) => show(offersOf(JSON.parse(body) as Bundle<Appointment>))), '.row'),
  render: (offers) => untilPainted(() => show(offers), '.row'),
}

function offersOf({ entry = [] }: Bundle<Appointment>): Appointment[] {
  return entry.slice(0, rows).flatMap(({ resource }) => resource ?? [])
}

function show(offers: readonly Appointment[]): void {
  const clock = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' })
  const list = document.createElement('div')
  for (const { start = '', participant } of offers.slice(0, rows)) {
    const row = document.createElement('button')
    row.className = 'row'
    row.style.cssText = 'display:block;width:100%;height:48px'
    row.textContent = [clock.format(new Date(start)), ...participant.map(({ actor }) => actor?.display ?? '')].join(' ')
    list.append(row)
  }
  document.body.append(list)
}

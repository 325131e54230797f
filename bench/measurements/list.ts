import { appWithOffers } from '../app-window.ts'
import type { PageName } from '../page-host.ts'
import { atMost, milliseconds, times, type Part } from '../report.ts'
import type { BenchSetting } from '../setting.ts'
import { median } from '../statistics.ts'

const offers = 10_000
const rounds = 15
/** They need seconds each. */
const peerRounds = 3

/** 10,000 offers as a list: from the answer's text, and what drawing alone costs. */
export async function list({ browser, clinic, pages }: BenchSetting): Promise<Part> {
  const taken = { floorText: [0].slice(1), appText: [0].slice(1), floorRender: [0].slice(1), render: [0].slice(1) }
  // In turns, so that what else the machine does falls on all alike.
  for (let round = 0; round < rounds; round += 1) {
    taken.floorText.push(await pages.measure('plain-rows', 'fromText', offers))
    const { window, fromText } = await appWithOffers(browser, clinic, offers)
    await window.close()
    taken.appText.push(fromText)
    taken.floorRender.push(await pages.measure('plain-rows', 'render', offers))
    taken.render.push(await pages.measure('product', 'render', offers))
  }
  const peer = async (page: PageName, view?: string) => {
    const each: number[] = []
    for (let round = 0; round < peerRounds; round += 1) each.push(await pages.measure(page, 'render', offers, view))
    return median(each)
  }
  const fullCalendar = await peer('full-calendar', 'listWeek')
  const bigCalendar = await peer('big-calendar', 'agenda')
  const material = await peer('material-list')
  const [floorText, appText] = [median(taken.floorText), median(taken.appText)]
  const [floorRender, render] = [median(taken.floorRender), median(taken.render)]
  return {
    title: '10,000 offers as a list',
    lines: [
      {
        what: 'From Bundle text to first paint, in the launched app',
        measured: milliseconds(appText),
        goal: atMost(appText / floorText, 1.3, '1.3 × the floor'),
        ratio: times(appText / floorText),
        floor: `${milliseconds(floorText)} (parse and 30 plain rows)`,
      },
      {
        what: 'List alone, offers ready',
        measured: milliseconds(render),
        goal: atMost(render / floorRender, 2, '2 × the floor'),
        ratio: times(render / floorRender),
        floor: `${milliseconds(floorRender)} (30 plain rows)`,
        peers: [
          `FullCalendar list ${milliseconds(fullCalendar)} (${times(fullCalendar / render)})`,
          `react-big-calendar ${milliseconds(bigCalendar)} (${times(bigCalendar / render)})`,
          `naive MUI list ${milliseconds(material)} (${times(material / render)})`,
        ].join('; '),
      },
    ],
    note: `Each sample in a window of its own, scripts not yet warm; medians of ${rounds}, peers of ${peerRounds}. In brackets: peer to Slotline.`,
  }
}

import type { PageName } from '../page-host.ts'
import { atMost, milliseconds, times, type Part } from '../report.ts'
import type { BenchSetting } from '../setting.ts'
import { median } from '../statistics.ts'

const offers = 10_000
const rounds = 5
const peerRounds = 3

/** 10,000 offers of one week by day and time of day. */
export async function grid({ pages }: BenchSetting): Promise<Part> {
  const measure = async (page: PageName, repeats: number, view?: string) => {
    const taken: number[] = []
    for (let round = 0; round < repeats; round += 1) taken.push(await pages.measure(page, 'render', offers, view))
    return median(taken)
  }
  const own = await measure('product', rounds, 'week')
  const floor = await measure('plain-rows', rounds)
  const fullCalendar = await measure('full-calendar', peerRounds, 'timeGridWeek')
  const bigCalendar = await measure('big-calendar', peerRounds, 'week')
  return {
    title: '10,000 offers as a week',
    lines: [
      {
        what: 'Week grid alone, offers ready',
        measured: milliseconds(own),
        goal: atMost(own / fullCalendar, 0.1, '1/10 of FullCalendar'),
        ratio: times(own / fullCalendar),
        floor: `${milliseconds(floor)} (30 plain rows)`,
        peers: `FullCalendar timegrid ${milliseconds(fullCalendar)}; react-big-calendar ${milliseconds(bigCalendar)}`,
      },
    ],
    note: `Each sample in a window of its own, scripts not yet warm; medians of ${rounds}, peers of ${peerRounds}.`,
  }
}

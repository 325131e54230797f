import type { Locator, Page } from '@playwright/test'
import { appWithOffers, offerSelector } from '../app-window.ts'
import { freshWindow } from '../browser.ts'
import { atMost, milliseconds, type Line, type Part } from '../report.ts'
import { responseTime, timeUntil } from '../response-time.ts'
import { framesWhileScrolling } from '../scrolling.ts'
import type { BenchSetting } from '../setting.ts'
import { median } from '../statistics.ts'

const offers = 10_000
const slowdown = 4
const rounds = 5
const promptly = 100
const longFrame = 50

interface Action {
  readonly what: string
  readonly act: (page: Page) => Promise<unknown>
  /** A selector of what is there, or otherwise, thereafter; without one, whatever the next frame shows is what it leads to. */
  readonly leadsTo?: string
}

/** What a user does with the offers in view, one after the other. */
const actions: readonly Action[] = [
  { what: 'Typing into a criterion', act: (page) => page.getByLabel('Reason', { exact: true }).pressSequentially('c') },
  {
    what: 'Filtering the list',
    act: (page) => choose(page.getByLabel('Hours shown'), 'morning'),
    leadsTo: 'select[aria-label="Hours shown"][data-limits="true"]',
  },
  {
    what: 'Showing all again',
    act: (page) => page.getByRole('button', { name: 'Show all' }).click(),
    leadsTo: 'select[aria-label="Hours shown"][data-limits="false"]',
  },
  {
    what: 'From list to week, which is loaded',
    act: (page) => page.getByRole('button', { name: 'Week', exact: true }).click(),
    leadsTo: '[aria-label="Offers by week"] button',
  },
  {
    what: 'From week to list',
    act: (page) => page.getByRole('button', { name: 'List', exact: true }).click(),
    leadsTo: offerSelector,
  },
]

/** The list holds what can be chosen only while it has the focus. */
async function choose(list: Locator, value: string): Promise<void> {
  await list.focus()
  await list.selectOption(value)
}

/** How soon the app follows with 10,000 offers in it: on a processor four times slower, and while it is scrolled. */
export async function interaction({ browser, clinic, pages }: BenchSetting): Promise<Part> {
  const taken = new Map<string, number[]>()
  const frames: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const { window, page } = await appWithOffers(browser, clinic, offers)
    frames.push(Math.max(...(await framesWhileScrolling(page))))
    await page.evaluate(() => scrollTo(0, 0))
    const devtools = await window.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    for (const { what, act, leadsTo } of actions) {
      const time = await (leadsTo === undefined ? responseTime(page, () => act(page)) : timeUntil(page, leadsTo, () => act(page)))
      taken.set(what, [...(taken.get(what) ?? []), time])
    }
    await window.close()
  }
  const empty = await freshWindow(browser)
  const plain = await empty.newPage()
  await plain.goto(await pages.url('plain-rows'))
  await plain.evaluate(() => (document.body.style.height = '1000000px'))
  const noise = Math.max(...(await framesWhileScrolling(plain)))
  await empty.close()

  const prompt = ([what, times]: readonly [string, readonly number[]]): Line => ({
    what: `${what}, processor ${slowdown} × slower`,
    measured: milliseconds(median(times)),
    goal: atMost(median(times), promptly, `${promptly} ms`),
  })
  return {
    title: '10,000 offers under the hand',
    lines: [
      ...[...taken].map(prompt),
      {
        what: 'Longest frame while scrolling through the list',
        measured: milliseconds(median(frames)),
        goal: atMost(median(frames), longFrame, `${longFrame} ms`),
        floor: `${milliseconds(noise)} (an empty page)`,
      },
    ],
    note: `From the event until what it leads to is painted, of typing as the browser reports it; medians of ${rounds} windows. What the longest frame of an empty page is over 17 ms, the machine does.`,
  }
}

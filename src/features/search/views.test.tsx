import { act, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { renderInClinic } from '../../testing/clinic.tsx'
import { navigate } from '../../ui/address/hash-location.ts'
import { booked, findOffers, harbourOneDay, offers, region, sent } from './testing/find-screen.ts'
import { SearchScreen } from './search-screen.tsx'

const twoWeeks = '/find?from=2026-11-24&to=2026-12-04&practitioner=Practitioner/brandt'
const grid = () => screen.getByRole('grid', { name: 'Offers by week' })
const inGrid = () => [...grid().querySelectorAll<HTMLButtonElement>('button.offer')]
const columns = () => within(grid()).getAllByRole('columnheader').slice(1)
const nameOf = (button: Element | null | undefined) => button?.getAttribute('aria-label') ?? ''
const view = (name: string) => within(screen.getByRole('group', { name: 'View' })).getByRole('button', { name })

// jsdom lays nothing out: a list that is wide enough for a week.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 900, 50))
})

describe('the week', () => {
  test('shows the same offers, by the same names, without searching again, and the address says so', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const listed = (await findOffers()).map(nameOf)
    expect(view('List')).toHaveAttribute('aria-pressed', 'true')
    await clinic.user.click(view('Week'))
    await screen.findByRole('grid')
    expect(view('Week')).toHaveAttribute('aria-pressed', 'true')
    for (const more of within(grid()).queryAllByRole('button', { name: / more, / })) await clinic.user.click(more)
    expect(listed).toEqual(expect.arrayContaining(inGrid().map(nameOf)))
    expect(clinic.address()).toBe(`${harbourOneDay}&view=week`)
    expect(sent(clinic)).toHaveLength(1)
    expect(columns().map((each) => each.textContent)).toEqual([
      'Mon 23 NovNo offers',
      `Tue 24 Nov${listed.length} offers`,
      'Wed 25 NovNo offers',
      'Thu 26 NovNo offers',
      'Fri 27 NovNo offers',
    ])
    await clinic.user.click(view('List'))
    expect((await findOffers()).map(nameOf)).toEqual(listed)
    expect(clinic.address()).toBe(harbourOneDay)
  })

  test('gives way to what the address says next', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.click(view('Week'))
    await screen.findByRole('grid')
    act(() => navigate(harbourOneDay))
    await findOffers()
    expect(view('List')).toHaveAttribute('aria-pressed', 'true')
    await clinic.user.click(view('Week'))
    expect(await screen.findByRole('grid')).toBeVisible()
  })

  test('is there at once where the address asks for it, and a new search keeps to it', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: `${harbourOneDay}&view=week` })
    await screen.findByRole('grid')
    await clinic.user.click(screen.getByText('Find appointments'))
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    await screen.findByRole('grid')
    expect(clinic.address()).toContain('view=week')
  })

  test('is gone through by the keyboard, from week to week too', async () => {
    const { user, address } = await renderInClinic(<SearchScreen />, { route: `${twoWeeks}&view=week` })
    await screen.findByRole('grid')
    const stops = () => [...grid().querySelectorAll('button')].filter((button) => button.tabIndex === 0)
    expect(stops()).toHaveLength(1)
    stops()[0]?.focus()
    const first = nameOf(document.activeElement)
    await user.keyboard('{ArrowDown}')
    expect(nameOf(document.activeElement)).not.toBe(first)
    await user.keyboard('{Home}')
    expect(document.activeElement).toHaveAccessibleName(first)
    await user.keyboard('{ArrowRight}')
    expect(nameOf(document.activeElement)).toMatch(/^Wednesday 25 November 2026/)
    await user.keyboard('{PageDown}')
    expect(nameOf(document.activeElement)).toMatch(/^Wednesday 2 December 2026/)
    expect(address()).toContain('week=2026-11-30')
    expect(stops()).toEqual([document.activeElement])
    await user.keyboard('{PageUp}')
    expect(nameOf(document.activeElement)).toMatch(/^Wednesday 25 November 2026/)
    await user.keyboard('{End}')
    expect(stops()).toEqual([document.activeElement])
    await user.tab()
    expect(grid()).not.toContainElement(document.activeElement as HTMLElement)
  })

  test('keeps the focus where the next week’s nearest hour is below the window, and painted a moment later', async () => {
    vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(200)
    const { user } = await renderInClinic(<SearchScreen />, { route: `${twoWeeks}&view=week` })
    await screen.findByRole('grid')
    await waitFor(() => expect(grid()).toHaveAttribute('aria-busy', 'false'))
    ;[...grid().querySelectorAll('button')].find((button) => button.tabIndex === 0)?.focus()
    await user.keyboard('{End}')
    expect(nameOf(document.activeElement)).toMatch(/^\w+ 27 November 2026/)
    await user.keyboard('{PageDown}')
    await waitFor(() => expect(nameOf(document.activeElement)).toMatch(/ December 2026/))
  })

  test('has buttons to other weeks that say how much is there', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: `${twoWeeks}&view=week` })
    await screen.findByRole('grid')
    expect(screen.getByRole('button', { name: 'No earlier offers' })).toHaveAttribute('aria-disabled', 'true')
    await user.click(screen.getByRole('button', { name: /^Next days with offers: Mon 30 Nov · \d+ offers$/ }))
    expect(columns()[0]).toHaveTextContent('Mon 30 Nov')
    await user.click(screen.getByRole('button', { name: 'First week with offers' }))
    expect(columns()[0]).toHaveTextContent('Mon 23 Nov')
  })

  test('leads to all offers of an hour that has many, and back', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: '/find?from=2026-11-24&to=2026-11-24&view=week' })
    await screen.findByRole('grid')
    await waitFor(() => expect(grid()).toHaveAttribute('aria-busy', 'false'))
    const more = within(grid()).getAllByRole('button', { name: /^\d+ more, Tuesday 24 November 2026, \d\d:00–\d\d:00$/ })[0]!
    const before = inGrid().length
    const others = Number.parseInt(nameOf(more))
    more.focus()
    await user.keyboard('{Enter}')
    expect(more).toHaveAttribute('aria-expanded', 'true')
    expect(inGrid()).toHaveLength(before + others)
    await user.keyboard('{ArrowDown}')
    expect(nameOf(document.activeElement)).toMatch(/^Tuesday 24 November 2026/)
    await user.keyboard('{Escape}')
    expect(more).toHaveFocus()
    expect(inGrid()).toHaveLength(before)
  })

  test('lets a time be chosen, marks it and those that overlap', async () => {
    const { sim, patientId, appointment } = booked()
    const date = appointment.start?.slice(0, 10)
    const clinic = await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?from=${date}&to=${date}&view=week` })
    await screen.findByRole('grid')
    await waitFor(() => expect(inGrid().some((offer) => nameOf(offer).endsWith(", overlaps another appointment of the patient"))).toBe(true))
    const [first] = inGrid()
    await clinic.user.click(first!)
    await waitFor(() => expect(first).toHaveAttribute('aria-current', 'true'))
    expect(clinic.address()).toMatch(/^\/book\/.*view=week/)
  })
})

describe('what is shown of what was found', () => {
  const everyone = '/find?from=2026-11-24&to=2026-11-24'
  const limit = async (clinic: Awaited<ReturnType<typeof renderInClinic>>, list: string, option: string) => {
    const select = await screen.findByRole('combobox', { name: list })
    await clinic.user.click(select)
    await clinic.user.selectOptions(select, option)
  }

  test('is limited by site, person and hours without asking the server, says of how many, and all of it comes back', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: everyone })
    await findOffers()
    await waitFor(() => expect(within(region()).getByRole('status')).toHaveTextContent(/^\d/))
    const total = Number.parseInt(within(region()).getByRole('status').textContent ?? '')
    await limit(clinic, 'Sites shown', 'Harbour Clinic')
    await limit(clinic, 'Hours shown', 'Mornings')
    const line = within(region()).getByText(new RegExp(`^\\d+ of ${total} offers shown$`))
    expect(Number.parseInt(line.textContent ?? '')).toBeLessThan(total)
    expect(offers().length).toBeGreaterThan(0)
    for (const offer of offers()) expect(nameOf(offer)).toMatch(/, (0\d|1[01]):\d\d–.*, Harbour Clinic, /)
    expect(clinic.address()).toBe(`${everyone}&shown-site=Location%2Fharbour&shown-time=morning`)
    expect(sent(clinic)).toHaveLength(1)
    await clinic.user.click(screen.getByRole('button', { name: 'Show all' }))
    expect(within(region()).queryByText(/ shown$/)).not.toBeInTheDocument()
    expect(within(region()).getAllByText(`${total} offers`)[0]).toBeVisible()
    expect(clinic.address()).toBe(everyone)
  })

  test('may be nothing, and then says why', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: `${harbourOneDay}&shown-site=Location/nowhere` })
    expect(await screen.findByText('The filters above hide every offer. Choose “Show all”.')).toBeVisible()
    await clinic.user.click(screen.getByRole('button', { name: 'Show all' }))
    await findOffers()
  })
})

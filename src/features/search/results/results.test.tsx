import { onlineManager } from '@tanstack/react-query'
import { act, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Sim } from '../../../../mocks/sim.ts'
import type { Appointment, Bundle } from '../../../fhir/types.ts'
import { createClinicSim, renderInClinic } from '../../../testing/clinic.tsx'
import { booked, findOffers, harbourOneDay, offers, openGate, paused, region, sent } from '../testing/find-screen.ts'
import { SearchScreen } from '../search-screen.tsx'

describe('the offers', () => {
  test('stand by day, each once, named in full', async () => {
    await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    expect(first).toHaveAccessibleName(
      /^Tuesday 24 November 2026, \d\d:\d\d–\d\d:\d\d, Dr. Lena Brandt, Room 1, Harbour Clinic, Follow-up visit$/,
    )
    expect(within(region()).getByRole('heading', { level: 3, name: 'Tuesday 24 November 2026' })).toBeVisible()
    const names = offers().map((offer) => offer.getAttribute('aria-label'))
    expect(new Set(names).size).toBe(names.length)
    expect(within(region()).getByRole('status')).toHaveTextContent(`${names.length} offers found`)
    expect(within(region()).getByText(/Chicago time/)).toBeVisible()
  })

  test('name their zone where there are several', async () => {
    await renderInClinic(<SearchScreen />, {
      route: '/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt&practitioner=Practitioner/okafor',
    })
    await findOffers()
    expect(offers().map((offer) => offer.getAttribute('aria-label'))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/Lena Brandt.*, Chicago time$/),
        expect.stringMatching(/Chidi Okafor.*, Phoenix time$/),
      ]),
    )
  })

  test('begin with the first available', async () => {
    await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    expect(screen.getByRole('button', { name: `First available: ${first?.getAttribute('aria-label')}` })).toBeVisible()
  })

  test('of which there are thousands at once are all there, the earliest first, in whatever order they came', async () => {
    const sim = createClinicSim()
    const minute = 60_000
    const answering: Sim = {
      ...sim,
      async handle(request) {
        const answer = await sim.handle(request)
        if (!answer || !request.url.includes('/Appointment/$find')) return answer
        const { entry: [model] = [] } = (await answer.json()) as Bundle<Appointment>
        const entry = Array.from({ length: 1_500 }, (_, index) => {
          const start = Date.parse('2026-11-24T14:00:00Z') + ((index * 7) % 1_500) * minute
          const times = { start: new Date(start).toISOString(), end: new Date(start + 20 * minute).toISOString() }
          return { resource: { ...model?.resource, ...times, id: `many.${index}` } }
        })
        return Response.json({ resourceType: 'Bundle', type: 'searchset', entry })
      },
    }
    await renderInClinic(<SearchScreen />, { route: '/find?from=2026-11-24&to=2026-11-26', sim: answering })
    const [first] = await findOffers()
    expect(first).toHaveAccessibleName(/^Tuesday 24 November 2026, 08:00–08:20/)
    await waitFor(() => expect(within(region()).getByRole('status')).toHaveTextContent('1,500 offers found'))
    expect(offers()[0]).toHaveAccessibleName(/^Tuesday 24 November 2026, 08:00–08:20/)
    expect(within(region()).getByText('1,500 offers')).toBeVisible()
  })

  test('that overlap another appointment of the patient say so', async () => {
    const { sim, patientId, appointment } = booked()
    const date = appointment.start?.slice(0, 10)
    await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?from=${date}&to=${date}` })
    await findOffers()
    const overlapping = await within(region()).findAllByRole('button', {
      name: /^\w+day .*, overlaps another appointment of the patient$/,
    })
    expect(overlapping[0]).toHaveTextContent('Overlaps another appointment')
    expect(overlapping.length).toBeLessThan(offers().length)
  })

  test('are reached by one Tab and then by the arrow keys', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first, second] = await findOffers()
    expect(offers().filter((offer) => offer.tabIndex === 0)).toEqual([first])
    first?.focus()
    await user.keyboard('{ArrowDown}')
    expect(second).toHaveFocus()
    await user.keyboard('{End}')
    expect(offers().at(-1)).toHaveFocus()
    await user.keyboard('{Home}')
    expect(offers()[0]).toHaveFocus()
    await user.tab()
    expect(region()).not.toContainElement(document.activeElement as HTMLElement)
  })

  test('come with the server’s remarks', async () => {
    await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    expect(within(region()).getByText(/No visit type was given/)).toHaveTextContent(/^The server remarked: /)
  })
})

describe('several pages', () => {
  test('load by themselves, keep the focus where it is, and can be stopped and resumed', async () => {
    const sim = createClinicSim()
    sim.useScenario('many-pages')
    const gate = openGate()
    const { user } = await renderInClinic(<SearchScreen />, { sim: paused(sim, gate.promise), route: harbourOneDay })
    const [first] = await findOffers()
    first?.focus()
    expect(screen.getByText('5 offers so far …')).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'Stop' }))
    offers()[0]?.focus()
    gate.resolve()
    await waitFor(() => expect(offers()).toHaveLength(10))
    expect(offers()[0]).toHaveFocus()
    await user.click(screen.getByRole('button', { name: 'Load the rest' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop' })).not.toBeInTheDocument())
    expect(offers().length).toBeGreaterThan(10)
  })

  test('of which one fails leave what is there and can be gone on with', async () => {
    const sim = createClinicSim()
    sim.useScenario('many-pages')
    sim.fault({ on: 'find-page', kind: 'html' })
    const { user } = await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    await screen.findByText(/The rest of the offers could not be loaded/)
    expect(offers()).toHaveLength(5)
    await user.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(offers().length).toBeGreaterThan(5))
  })
})

describe('no offers', () => {
  test('are said as such, with what was asked for and one click to loosen it', async () => {
    const sim = createClinicSim()
    sim.useScenario('nothing-free')
    const clinic = await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    await within(region()).findByText('No free appointment was returned.')
    expect(await within(region()).findByText(/The search asked for: Tue 24 Nov · Dr. Lena Brandt/)).toBeVisible()
    await clinic.user.click(within(region()).getByRole('button', { name: 'Any practitioner' }))
    await waitFor(() => expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-11-24'))
    await clinic.user.click(await within(region()).findByRole('button', { name: 'Two more weeks' }))
    await waitFor(() => expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-12-08'))
    expect(sent(clinic)).toHaveLength(3)
  })

  test('that can’t be asked for without a network say so, and come when it is back', async () => {
    onlineManager.setOnline(false)
    try {
      await renderInClinic(<SearchScreen />, { route: harbourOneDay })
      expect(await within(region()).findByText('There is no network connection.')).toBeVisible()
      expect(screen.queryByText('Looking for free appointments …')).not.toBeInTheDocument()
    } finally {
      act(() => onlineManager.setOnline(true))
    }
    expect(await findOffers()).not.toHaveLength(0)
    expect(screen.queryByText('There is no network connection.')).not.toBeInTheDocument()
  })

  test('never look like offers that are still on their way', async () => {
    const gate = openGate()
    const sim = createClinicSim()
    await renderInClinic(<SearchScreen />, { sim: paused(sim, gate.promise, /\$find/), route: harbourOneDay })
    expect(within(region()).getByText('Looking for free appointments …')).toBeVisible()
    expect(within(region()).queryByText('No free appointment was returned.')).not.toBeInTheDocument()
    gate.resolve()
    await findOffers()
  })
})

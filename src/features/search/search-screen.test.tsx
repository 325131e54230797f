import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Sim } from '../../../mocks/sim.ts'
import { createClinicSim, renderInClinic, type Clinic } from '../../testing/clinic.tsx'
import { SearchScreen } from './search-screen.tsx'

const cardiology = 'http%3A%2F%2Fsnomed.info%2Fsct%7C394579002'
const harbourOneDay = '/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt'

const region = () => screen.getByRole('region', { name: 'Available appointments' })
const form = () => screen.getByRole('form', { name: 'Search criteria' })
const offers = () => within(region()).getAllByRole('button', { name: /^\w+ \d+ \w+ \d{4}, \d\d:\d\d–/ })
const findOffers = async () => {
  await within(region()).findAllByRole('button', { name: /^\w+ \d+ \w+ \d{4}, \d\d:\d\d–/ })
  return offers()
}
const field = (name: string) => within(form()).getByRole('combobox', { name })
const day = (name: string, value: string) => fireEvent.change(within(form()).getByLabelText(name), { target: { value } })
const find = ({ user }: Clinic) => user.click(screen.getByRole('button', { name: 'Find appointments' }))

// jsdom lays nothing out: a window of sixty lines, so that a day of one practitioner is in it whole.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50)
  vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(3000)
})

/** The parameters of every `$find` that was sent, as `name=value`. */
function sent({ sim }: Pick<Clinic, 'sim'>): string[][] {
  return sim
    .inspect()
    .requests.filter(({ method, url }) => method === 'POST' && url.includes('/Appointment/$find'))
    .map(({ body }) =>
      (JSON.parse(body) as { parameter: Record<string, unknown>[] }).parameter.map(
        ({ name, valueString, valueDateTime, valueReference, valueTiming }) =>
          `${String(name)}=${String(valueString ?? valueDateTime ?? (valueReference as { reference?: string } | undefined)?.reference ?? JSON.stringify(valueTiming))}`,
      ),
    )
}

describe('the search', () => {
  test('runs by itself for two weeks on first arrival, for the patient', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find', config: { clinicTimeZone: 'America/Chicago' } })
    await findOffers()
    expect(sent(clinic)).toEqual([
      ['start=2026-11-23T08:05:00-06:00', 'end=2026-12-08T00:00:00-06:00', 'patient-reference=Patient/pat-4217'],
    ])
  })

  test('asks for what the form holds, and the address then holds it too', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find', config: { clinicTimeZone: 'America/Chicago' } })
    await findOffers()
    day('From', '2026-11-24')
    day('To', '2026-11-25')
    await clinic.user.type(field('Specialty'), 'cardio{Enter}')
    await clinic.user.type(field('Visit type'), 'follow-up v{Enter}')
    await clinic.user.click(field('Practitioner'))
    await clinic.user.click(screen.getByRole('option', { name: /Lena Brandt/ }))
    await clinic.user.type(field('Time of day'), 'morn{Enter}')
    await clinic.user.type(field('Days of week'), 'tues{Enter}')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]).toEqual([
      'start=2026-11-24T00:00:00-06:00',
      'end=2026-11-26T00:00:00-06:00',
      'specialty=http://snomed.info/sct|394579002',
      'visit-type=http://snomed.info/sct|185389009',
      'practitioner=Practitioner/brandt',
      'patient-reference=Patient/pat-4217',
      'timing={"repeat":{"dayOfWeek":["tue"],"when":["MORN"]}}',
    ])
    expect(clinic.address()).toBe(
      `/find?from=2026-11-24&to=2026-11-25&specialty=${cardiology}&visit-type=http%3A%2F%2Fsnomed.info%2Fsct%7C185389009` +
        '&practitioner=Practitioner%2Fbrandt&time=morning&day=tue',
    )
  })

  test('goes out anew each time the button is pressed', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner%2Fbrandt')
  })

  test('takes a code that is typed, and a text that was typed and left', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find' })
    await findOffers()
    await clinic.user.type(field('Visit type'), 'http://snomed.info/sct|40701008{Enter}')
    await clinic.user.type(field('Location'), 'Riverside Clinic')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]).toEqual(expect.arrayContaining(['visit-type=http://snomed.info/sct|40701008', 'location-reference=Location/riverside']))
  })

  test('says what was typed and can’t be looked for', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.type(field('Specialty'), 'homeopathy')
    await clinic.user.tab()
    expect(field('Specialty')).toHaveAccessibleDescription(/“homeopathy” is not in the list/)
  })

  test('with the days the wrong way round says so at the field, sends nothing and loses nothing', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.type(field('Specialty'), 'cardio{Enter}')
    day('From', '2026-11-30')
    await find(clinic)
    const to = within(form()).getByLabelText('To')
    expect(to).toHaveAccessibleDescription(/The last day lies before the first/)
    expect(to).toHaveFocus()
    expect(sent(clinic)).toHaveLength(1)
    expect(within(form()).getByLabelText('From')).toHaveValue('2026-11-30')
    expect(within(form()).getByText('Cardiology')).toBeVisible()
  })

  test('whose address has the days the wrong way round says so, and sends nothing', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find?from=2026-12-01&to=2026-11-24' })
    expect(within(form()).getByLabelText('To')).toHaveAccessibleDescription(/The last day lies before the first/)
    expect(within(region()).getByText('Nothing was searched for.')).toBeVisible()
    expect(sent(clinic)).toHaveLength(0)
  })

  test('offers only practitioners of the specialty chosen', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: `/find?specialty=${cardiology}` })
    await findOffers()
    await user.click(field('Practitioner'))
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['Dr. Kenji SatoCardiology', 'Dr. Lena BrandtCardiology'])
  })

  test('fills the days in by one click', async () => {
    const { user } = await renderInClinic(<SearchScreen />, { route: '/find', config: { clinicTimeZone: 'America/Chicago' } })
    await findOffers()
    await user.click(within(form()).getByRole('button', { name: 'This week' }))
    expect(within(form()).getByLabelText('To')).toHaveValue('2026-11-29')
  })
})

describe('the offers', () => {
  test('stand by day, each once, named in full', async () => {
    await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    expect(first).toHaveAccessibleName(/^Tuesday 24 November 2026, \d\d:\d\d–\d\d:\d\d, Dr. Lena Brandt, Room 1, Harbour Clinic, Follow-up visit$/)
    expect(within(region()).getByRole('heading', { level: 3, name: 'Tuesday 24 November 2026' })).toBeVisible()
    const names = offers().map((offer) => offer.getAttribute('aria-label'))
    expect(new Set(names).size).toBe(names.length)
    expect(within(region()).getByRole('status')).toHaveTextContent(`${names.length} offers found`)
    expect(within(region()).getByText(/Chicago time/)).toBeVisible()
  })

  test('name their zone where there are several', async () => {
    await renderInClinic(<SearchScreen />, { route: '/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt&practitioner=Practitioner/okafor' })
    await findOffers()
    expect(offers().map((offer) => offer.getAttribute('aria-label'))).toEqual(
      expect.arrayContaining([expect.stringMatching(/Lena Brandt.*, Chicago time$/), expect.stringMatching(/Chidi Okafor.*, Phoenix time$/)]),
    )
  })

  test('begin with the first available', async () => {
    await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    expect(screen.getByRole('button', { name: `First available: ${first?.getAttribute('aria-label')}` })).toBeVisible()
  })

  test('that overlap another appointment of the patient say so', async () => {
    const sim = createClinicSim()
    const taken = sim.inspect().appointments.find(
      ({ status, start, participant }) =>
        status === 'booked' && (start ?? '') > '2026-11-24' && participant?.some(({ actor }) => actor?.reference === 'Location/harbour-1'),
    )
    const patientId = taken?.participant?.map(({ actor }) => actor?.reference).find((key) => key?.startsWith('Patient/'))?.slice(8) ?? ''
    const date = taken?.start?.slice(0, 10)
    await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?from=${date}&to=${date}` })
    await findOffers()
    const overlapping = await within(region()).findAllByRole('button', { name: /^\w+day .*, overlaps another appointment of the patient$/ })
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

describe('a search that fails', () => {
  test('says why, and can be tried again', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'find', kind: 'html' })
    const { user } = await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    expect(await within(region()).findByRole('alert')).toHaveTextContent('The server’s answer made no sense.')
    await user.click(within(region()).getByRole('button', { name: 'Try again' }))
    await findOffers()
  })

  test('for too long a range shows the server’s words and offers four weeks', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: '/find?from=2026-11-24&to=2027-06-30&practitioner=Practitioner/brandt' })
    expect(await within(region()).findByRole('alert')).toHaveTextContent('no longer than 92 days')
    await clinic.user.click(within(region()).getByRole('button', { name: 'Search the first four weeks' }))
    await findOffers()
    expect(clinic.address()).toBe('/find?from=2026-11-24&to=2026-12-21&practitioner=Practitioner%2Fbrandt')
  })

  test('of the patient’s appointments leaves the offers, and says that overlaps are not marked', async () => {
    const sim = createClinicSim()
    sim.fault({ on: 'search', kind: 'status', status: 403, times: 'always' })
    await renderInClinic(<SearchScreen />, { sim, route: harbourOneDay })
    await findOffers()
    expect(await within(region()).findByText(/offers that overlap them are not marked/)).toBeVisible()
    // The directory can't be read either: the offers themselves tell what can be chosen.
    expect(field('Practitioner')).toBeVisible()
  })
})

describe('choosing an offer', () => {
  test('keeps a draft and goes to book it; twice in a row chooses once', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    const [first] = await findOffers()
    await clinic.user.dblClick(first as HTMLElement)
    await waitFor(() => expect(clinic.address()).toMatch(/^\/book\/[0-9a-f-]{36}\?from=2026-11-24&to=2026-11-24/))
    await waitFor(() => expect(first).toHaveAttribute('aria-current', 'true'))
    const drafts = await clinic.connection.drafts.ofPatient('pat-4217')
    expect(drafts).toHaveLength(1)
    expect(drafts[0]).toMatchObject({
      patientId: 'pat-4217',
      offer: { status: 'proposed', start: expect.stringContaining('2026-11-24') },
      search: '?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt',
      criteria: { practitioner: [{ reference: 'Practitioner/brandt' }] },
    })
    expect(sent(clinic)).toHaveLength(1)
  })

  test('carries a reason in words over to the booking, and keeps it out of the address and the search', async () => {
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    await clinic.user.type(field('Reason'), 'palpitations at night')
    await find(clinic)
    await waitFor(() => expect(sent(clinic)).toHaveLength(2))
    expect(sent(clinic)[1]?.some((parameter) => parameter.startsWith('reason'))).toBe(false)
    expect(clinic.address()).not.toContain('palpitations')
    expect(field('Reason')).toHaveAccessibleDescription(/not a known code/)
    await clinic.user.click((await findOffers())[0] as HTMLElement)
    await waitFor(async () => {
      const [draft] = await clinic.connection.drafts.ofPatient('pat-4217')
      expect(draft?.reasonForVisit).toBe('palpitations at night')
    })
  })
})

describe('moving an appointment', () => {
  const bookedOf = (patientId: string) => {
    const sim = createClinicSim()
    const own = ({ participant }: { participant?: { actor?: { reference?: string } }[] }) =>
      participant?.some(({ actor }) => actor?.reference === `Patient/${patientId}`)
    const booked = sim.inspect().appointments.find((one) => one.status === 'booked' && (one.start ?? '') > '2026-11-24' && own(one))
    return { sim, booked }
  }
  const anyBooked = () => {
    const [one] = createClinicSim().inspect().appointments.filter(({ status, start }) => status === 'booked' && (start ?? '') > '2026-11-24')
    return one?.participant?.map(({ actor }) => actor?.reference).find((key) => key?.startsWith('Patient/'))?.slice(8) ?? ''
  }

  test('looks for the like of it, says what is moved, and can be left', async () => {
    const patientId = anyBooked()
    const { sim, booked } = bookedOf(patientId)
    const clinic = await renderInClinic(<SearchScreen />, { sim, patientId, route: `/find?moves=${booked?.id}` })
    await findOffers()
    expect(screen.getByText(/^Moving:/)).toHaveTextContent(/\d\d:\d\d–\d\d:\d\d, Dr\. /)
    expect(clinic.address()).toContain(`moves=${booked?.id}`)
    expect(sent(clinic)).toHaveLength(1)
    expect(sent(clinic)[0]).toEqual(expect.arrayContaining([expect.stringMatching(/^practitioner=/), expect.stringMatching(/^visit-type=/)]))
    await clinic.user.click(offers()[0] as HTMLElement)
    await waitFor(async () => {
      const [draft] = await clinic.connection.drafts.ofPatient(patientId)
      expect(draft?.moves?.id).toBe(booked?.id)
    })
    await clinic.user.click(screen.getByRole('link', { name: 'Keep the present time' }))
    expect(clinic.address()).toBe(`/appointments/${booked?.id}`)
  })

  test('of another patient is refused, and nothing is searched for', async () => {
    const { sim, booked } = bookedOf(anyBooked())
    const clinic = await renderInClinic(<SearchScreen />, { sim, patientId: 'pat-4225', route: `/find?moves=${booked?.id}` })
    expect(await screen.findByRole('alert')).toHaveTextContent('belongs to another patient')
    expect(sent(clinic)).toHaveLength(0)
  })

  test('that isn’t there says so', async () => {
    await renderInClinic(<SearchScreen />, { route: '/find?moves=nothing' })
    expect(await screen.findByRole('alert')).toHaveTextContent('The appointment to be moved could not be loaded.')
  })
})

describe('on a narrow screen', () => {
  test('the criteria fold into a line, and open to be changed', async () => {
    narrow()
    const clinic = await renderInClinic(<SearchScreen />, { route: harbourOneDay })
    await findOffers()
    expect(screen.queryByRole('form', { name: 'Search criteria' })).not.toBeInTheDocument()
    expect(await screen.findByText('Tue 24 Nov · Dr. Lena Brandt')).toBeVisible()
    await clinic.user.click(screen.getByRole('button', { name: 'Change criteria' }))
    expect(within(form()).getByLabelText('From')).toHaveFocus()
    await find(clinic)
    expect(screen.queryByRole('form', { name: 'Search criteria' })).not.toBeInTheDocument()
    expect(screen.getByRole('heading', { name: 'Available appointments' })).toHaveFocus()
  })
})

function openGate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}

/** The simulator, whose answers to matching requests wait. */
function paused(sim: Sim, until: Promise<void>, matching = /page/): Sim {
  return {
    ...sim,
    async handle(request) {
      if (matching.test(request.url)) await until
      return sim.handle(request)
    },
  }
}

function narrow(): void {
  const usual = window.matchMedia
  vi.spyOn(window, 'matchMedia').mockImplementation((query) => ({ ...usual(query), matches: query.includes('max-width'), addEventListener: () => undefined, removeEventListener: () => undefined }))
}

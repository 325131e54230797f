import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, vi } from 'vitest'
import type { Sim } from '../../../../mocks/sim.ts'
import { actorsOf, targetOf } from '../../../fhir/references.ts'
import type { Appointment, Parameters, ParametersParameter } from '../../../fhir/types.ts'
import { createClinicSim, type Clinic } from '../../../testing/clinic.tsx'

export const cardiology = 'http%3A%2F%2Fsnomed.info%2Fsct%7C394579002'
export const harbourOneDay = '/find?from=2026-11-24&to=2026-11-24&practitioner=Practitioner/brandt'

export const region = () => screen.getByRole('region', { name: 'Available appointments' })
export const form = () => screen.getByRole('form', { name: 'Search criteria' })
export const field = (name: string) => screen.getByLabelText(name)
export const day = (name: string, value: string) => fireEvent.change(field(name), { target: { value } })
export const find = ({ user }: Clinic) => user.click(screen.getByText('Find appointments'))

/** The list's buttons. Finding each by role and name would take longer than the rest of the test. */
export const offers = () => [...screen.getByLabelText('Offers by day').querySelectorAll('button')]
export const findOffers = async () => {
  await screen.findByLabelText('Offers by day')
  return offers()
}

export async function pick({ user }: Clinic, name: string, text: string): Promise<void> {
  await user.click(field(name))
  await user.paste(text)
  await user.keyboard('{Enter}')
}

// jsdom does no layout. These sizes make a window of forty lines, which holds a whole day of one practitioner.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(50)
  vi.spyOn(window, 'innerHeight', 'get').mockReturnValue(2000)
})

/** The parameters of every `$find` that was sent, as `name=value`. */
export function sent({ sim }: Pick<Clinic, 'sim'>): string[][] {
  return sim
    .inspect()
    .requests.filter(({ method, url }) => method === 'POST' && url.includes('/Appointment/$find'))
    .map(({ body }) => ((JSON.parse(body) as Parameters).parameter ?? []).map((one) => `${one.name}=${valueOf(one)}`))
}

function valueOf({ valueString, valueDateTime, valueReference, valueTiming }: ParametersParameter): string {
  return valueString ?? valueDateTime ?? valueReference?.reference ?? JSON.stringify(valueTiming)
}

/** A patient with a booked upcoming appointment, and that appointment. */
export function booked(): { sim: Sim; patientId: string; appointment: Appointment } {
  const sim = createClinicSim()
  const appointment = sim.inspect().appointments.find(({ status, start = '' }) => status === 'booked' && start > '2026-11-24')
  const patientId = appointment && targetOf(actorsOf(appointment, 'Patient')[0])?.id
  if (!appointment || !patientId) throw new Error('The simulated clinic has no appointment to come')
  return { sim, patientId, appointment }
}

export function openGate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((open) => {
    resolve = open
  })
  return { promise, resolve }
}

/** The simulator, with answers to matching requests delayed until `until` resolves. */
export function paused(sim: Sim, until: Promise<void>, matching = /page/): Sim {
  return {
    ...sim,
    async handle(request) {
      if (matching.test(request.url)) await until
      return sim.handle(request)
    },
  }
}

export function narrow(): void {
  const usual = window.matchMedia
  vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
    Object.assign(usual(query), { matches: query.includes('max-width') }),
  )
}

/** What the tests of this folder share: its screens at their addresses, and access to what the simulated clinic has stored. */
import { Route, Switch, useParams } from 'wouter'
import type { Sim } from '../../../../mocks/sim.ts'
import type { Appointment } from '../../../fhir/types.ts'
import { useRecorded } from '../../../queries/journal.ts'
import { clinicBase } from '../../../testing/clinic.tsx'
import { AppointmentScreen } from '../appointment-screen.tsx'
import { AppointmentsScreen } from '../appointments-screen.tsx'

export function AppointmentScreens() {
  return (
    <Switch>
      <Route path="/appointments"><AppointmentsScreen /></Route>
      <Route path="/appointments/:id"><AppointmentScreen /></Route>
      <Route path="/outcome/:entryId"><Conclusion /></Route>
      <Route><h1>Elsewhere</h1></Route>
    </Switch>
  )
}

/** A stand-in for the outcome screen: shows the kind of the conclusion. */
function Conclusion() {
  const { entryId = '' } = useParams()
  const { data } = useRecorded(entryId)
  return <h1>Outcome: {data?.conclusion.kind}</h1>
}

/** Ida Romero's visit with Dr. Brandt on Thursday 3 December 2026, 09:40 in Chicago: booked. */
export function bookedVisit(sim: Sim): Appointment & { readonly id: string } {
  return appointmentOf(sim, 'pat-4217', '2026-12-03')
}

/** The patient's appointment of that day. */
export function appointmentOf(sim: Sim, patientId: string, day: string): Appointment & { readonly id: string } {
  const found = sim.inspect().appointments.find(({ start, participant }) => {
    const isTheirs = participant.some(({ actor }) => actor?.reference === `Patient/${patientId}`)
    return isTheirs && start?.startsWith(day)
  })
  if (found?.id === undefined) throw new Error(`${patientId} has no appointment on ${day}`)
  return { ...found, id: found.id }
}

export function stored(sim: Sim, id: string): Appointment | undefined {
  return sim.inspect().appointments.find((appointment) => appointment.id === id)
}

/** A colleague at another desk books the change. */
export async function someoneElseChanges(sim: Sim, id: string, change: Partial<Appointment>): Promise<void> {
  const parameter = [{ name: 'appointment-resource', resource: { ...stored(sim, id), ...change } }]
  const answer = await sim.handle(
    new Request(`${clinicBase}/Appointment/$book`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Parameters', parameter }),
    }),
  )
  if (answer?.status !== 200) throw new Error(`The clinic refused: ${await answer?.text()}`)
}

/** The bodies of the `$book` requests that reached the server. */
export function bookings(sim: Sim): unknown[] {
  const sent = sim.inspect().requests.filter(({ url }) => url.endsWith('/$book'))
  return sent.map(({ body }): unknown => JSON.parse(body))
}

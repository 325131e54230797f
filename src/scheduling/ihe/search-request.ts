import type { AppointmentQuery } from '../criteria.ts'
import type { ServerAddress } from '../dialect.ts'

/** ITI-118, by `POST _search` if the server supports it, so that patient ids stay out of URLs (2:3.118.4.1.2). */
export function searchRequest({ base, postSearch }: ServerAddress, query: AppointmentQuery): Request {
  const parameters = new URLSearchParams()
  const add = (name: string, value: string | undefined) => {
    if (value) parameters.append(name, value)
  }
  add('patient', query.patient)
  add('patient.identifier', query.patientIdentifier)
  add('date', query.from && `ge${query.from}`)
  add('date', query.until && `lt${query.until}`)
  add('status', query.status?.join(','))
  add('practitioner', query.practitioner)
  add('location', query.location)
  add('identifier', query.identifier)
  add('_count', query.count?.toString())
  add('_include', 'Appointment:actor')

  const headers = { accept: 'application/fhir+json' }
  if (!postSearch) return new Request(`${base}/Appointment?${parameters}`, { headers, cache: 'no-store' })
  return new Request(`${base}/Appointment/_search`, { method: 'POST', headers, body: parameters })
}

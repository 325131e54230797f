import { useLingui } from '@lingui/react/macro'
import { formatDate } from '../../i18n/clinic-time.ts'
import { dateLocale } from '../../i18n/locale.tsx'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { emptyDirectory, useDirectory } from '../../queries/directory.ts'
import { useChosenPatientRecord } from '../../queries/current-patient.tsx'
import { useConnection } from '../../queries/connection.tsx'
import { isZone, type Zone } from '../../i18n/clinic-zone.ts'
import { zoneOf } from '../../i18n/appointment-facts.ts'
import { patientQuery } from '../../scheduling/patient-reference.ts'
import { PageHeading } from '../../ui/page-heading.tsx'
import { AppointmentFilters } from './appointment-filters.tsx'
import { AppointmentResults } from './appointment-results.tsx'
import { appointmentsQueryOf } from './appointments-query.ts'
import { useView, type ViewState } from './use-view.ts'

/** `/appointments`: the appointments of the current patient, or of a practitioner or place on one day. */
export function AppointmentsScreen() {
  const { t } = useLingui()
  const state = useView()
  const { view } = state
  const record = useChosenPatientRecord()
  const patientName = record.data && patientLine(patientIdentity(record.data))
  const ofWhom = view.scope === 'patient' ? patientName : formatDate(view.day, dateLocale())
  const query = useQueryOf(state)
  return (
    <>
      <PageHeading title={t`Appointments`}>{ofWhom}</PageHeading>
      <AppointmentFilters {...state} />
      <AppointmentResults state={state} query={query} record={record} />
    </>
  )
}

function useQueryOf({ view, zone }: ViewState) {
  const { server } = useConnection()
  const { data: patient } = useChosenPatientRecord()
  const placeZone = usePlaceZone(view.scope === 'place' ? view.place : undefined)
  return appointmentsQueryOf(view, patient ? patientQuery(patient, server.sharesPatients) : {}, placeZone ?? zone)
}

/** A place's day is counted in the place's own zone. */
function usePlaceZone(place: string | undefined): Zone | undefined {
  const { locations } = useDirectory().data ?? emptyDirectory
  if (place === undefined) return undefined
  const byKey = new Map(locations.map((location) => [`Location/${location.id}`, location]))
  const zone = zoneOf({ reference: place }, { locations: byKey, names: new Map() })
  return zone !== undefined && isZone(zone) ? zone : undefined
}

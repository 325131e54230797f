import { useState } from 'react'
import { viewerTimeZone, type Zone } from '../../i18n/clinic-zone.ts'
import { useConnection } from '../../queries/connection.tsx'
import { usePatientChoice } from '../../queries/current-patient.tsx'
import { useAddress } from '../../ui/address/address-provider.tsx'
import { addressOf, navigate } from '../../ui/address/hash-location.ts'
import { readView, viewQuery, type AppointmentsView, type ViewDefaults } from './appointments-view.ts'

export interface ViewState {
  readonly view: AppointmentsView
  readonly defaults: ViewDefaults
  /** The zone in which days are counted, unless a place has its own. */
  readonly zone: Zone
  /** Epoch milliseconds when the screen was opened. */
  readonly nowInstant: number
  /** Replaces the address, so that Back leaves the screen and doesn't undo filters. */
  readonly change: (part: Partial<AppointmentsView>) => void
}

/** What the Appointments screen shows, kept in the address. A session that was launched for one patient lists only that patient's. */
export function useView(): ViewState {
  const { server, config } = useConnection()
  const { patientId, isFixed } = usePatientChoice()
  const { pathname, search } = useAddress()
  const [nowInstant] = useState(server.now)
  const zone = config.clinicTimeZone ?? viewerTimeZone()
  const today = Temporal.Instant.fromEpochMilliseconds(nowInstant).toZonedDateTimeISO(zone).toPlainDate().toString()
  const defaults = { today, hasPatient: patientId !== undefined }
  const asked = readView(new URLSearchParams(search), defaults)
  const view = isFixed ? { ...asked, scope: 'patient' as const } : asked
  return {
    view,
    defaults,
    zone,
    nowInstant,
    change: (part) => navigate(addressOf(pathname, viewQuery({ ...view, ...part }, defaults)), { replace: true }),
  }
}

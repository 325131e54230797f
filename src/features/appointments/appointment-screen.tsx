import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useParams } from 'wouter'
import type { Appointment } from '../../fhir/types.ts'
import { useAppointment } from '../../queries/appointments.ts'
import { useChosenPatientRecord, usePatientChoice, type CurrentPatient } from '../../queries/current-patient.tsx'
import { useOwnership } from '../../queries/ownership.ts'
import { ProtocolError } from '../../scheduling/failure.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { AppointmentDetails } from './appointment-details.tsx'
import { LoadFailure } from './load-failure.tsx'
import { OtherPatient } from './other-patient.tsx'
import { useZonesPending } from './use-zones-pending.ts'

/** `/appointments/[id]`: one appointment of the current patient, and what can be done with it. Never shows another patient's. */
export function AppointmentScreen() {
  const { id } = useParams()
  const { t } = useLingui()
  const appointment = useAppointment(id)
  const zonesPending = useZonesPending(appointment.data ? [appointment.data] : [])
  if (appointment.isPending || zonesPending) return <Loading />
  if (!appointment.data) {
    const isUnknown = appointment.error instanceof ProtocolError && appointment.error.failure.kind === 'not-found'
    return (
      <Untitled>
        <LoadFailure error={appointment.error} onRetry={() => void appointment.refetch()}>
          {isUnknown ? (
            <Trans>There is no appointment to show at this address. Look for it in the list of appointments.</Trans>
          ) : (
            <Trans>The appointment is not shown. Nothing about it was changed.</Trans>
          )}
        </LoadFailure>
      </Untitled>
    )
  }
  return (
    <>
      {appointment.isRefetchError && (
        <Box sx={{ mb: 4 }}>
          <Notice tone="warning" title={t`The appointment could not be read again just now.`}>
            <Trans>What is shown is as it was read before, and may be out of date. Reload the page before you rely on it.</Trans>
          </Notice>
        </Box>
      )}
      <ForCurrentPatient appointment={appointment.data} />
    </>
  )
}

function ForCurrentPatient({ appointment }: { readonly appointment: Appointment }) {
  const { patientId } = usePatientChoice()
  const record = useChosenPatientRecord()
  if (patientId === undefined) return <OtherPatient appointment={appointment} as="none-chosen" />
  if (record.isPending) return <Loading />
  if (!record.data) {
    return (
      <Untitled>
        <LoadFailure error={record.error} onRetry={() => void record.refetch()}>
          <Trans>The patient’s record could not be read, so the appointment is not shown.</Trans>
        </LoadFailure>
      </Untitled>
    )
  }
  return <IfTheirs appointment={appointment} patient={{ ...record.data, id: patientId }} />
}

function IfTheirs({ appointment, patient }: { readonly appointment: Appointment; readonly patient: CurrentPatient }) {
  const ownership = useOwnership(appointment, patient)
  if (ownership.kind === 'asking') return <Loading />
  if (ownership.kind === 'failed') {
    return (
      <Untitled>
        <LoadFailure error={ownership.error} onRetry={ownership.retry}>
          <Trans>The server does not say whose appointment this is, and could not be asked for the patient’s, so it is not shown.</Trans>
        </LoadFailure>
      </Untitled>
    )
  }
  if (ownership.kind !== 'ours') return <OtherPatient appointment={appointment} as={ownership.kind} />
  return <AppointmentDetails appointment={appointment} patient={patient} />
}

function Loading() {
  const { t } = useLingui()
  return (
    <Untitled>
      <LoadingRows label={t`Loading the appointment …`} />
    </Untitled>
  )
}

function Untitled({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui()
  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHeading title={t`Appointment`} />
      {children}
    </Box>
  )
}

import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { actorsOf, targetOf } from '../../fhir/references.ts'
import type { Appointment } from '../../fhir/types.ts'
import { patientIdentity, patientLine } from '../../i18n/patient-identity.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useChosenPatientRecord, usePatientChoice } from '../../queries/current-patient.tsx'
import { usePatientRecord } from '../../queries/patient.ts'
import { LoadingRows } from '../../ui/loading-rows.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { LoadFailure } from './load-failure.tsx'

/** Why an appointment isn't the current patient's: it is another's, the server doesn't say whose it is, or no patient is chosen yet. */
export type Stranger = 'another' | 'unsaid' | 'none-chosen'

/**
 * Shown in place of an appointment that isn't the current patient's, without anything of it. Only a user who may switch
 * patients sees whose it is.
 */
export function OtherPatient({ appointment, as }: { readonly appointment: Appointment; readonly as: Stranger }) {
  const { t } = useLingui()
  const { isFixed } = usePatientChoice()
  if (as === 'unsaid') return <Untold />
  if (isFixed) return <Refusal />
  const title = as === 'another' ? t`Another patient’s appointment` : t`Choose the patient first`
  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHeading title={title} />
      <Owners appointment={appointment} />
    </Box>
  )
}

function Refusal() {
  const { t } = useLingui()
  const { data: current } = useChosenPatientRecord()
  const name = current ? patientIdentity(current).name : t`one patient`
  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHeading title={t`Another patient’s appointment`} />
      <Notice tone="error" title={t`This appointment belongs to another patient.`} actions={<BackToList />}>
        <Trans>
          Slotline was launched for {name} and shows nothing of anyone else’s appointments. To work on this one, launch it from
          that patient’s chart.
        </Trans>
      </Notice>
    </Box>
  )
}

function Untold() {
  const { t } = useLingui()
  return (
    <Box sx={{ maxWidth: 720 }}>
      <PageHeading title={t`Appointment`} />
      <Notice tone="error" title={t`The server does not say whose appointment this is.`} actions={<BackToList />}>
        <Trans>This appointment is not among those that the server returned for this patient, so it is not shown and can’t be changed here.</Trans>
      </Notice>
    </Box>
  )
}

function Owners({ appointment }: { readonly appointment: Appointment }) {
  const { t } = useLingui()
  const { server } = useConnection()
  // Where the server keeps patient records of its own, its ids may name somebody else in the EHR.
  const targets = server.sharesPatients ? actorsOf(appointment, 'Patient').flatMap((actor) => targetOf(actor) ?? []) : []
  const ids = targets.filter(({ base = server.base }) => base === server.base).map(({ id }) => id)
  if (ids.length === 0) {
    return (
      <Notice
        tone="info"
        title={t`The server does not name the patient’s record.`}
        actions={
          <Button component={Link} to="/patient">
            <Trans>Search for the patient</Trans>
          </Button>
        }
      >
        <Trans>Choose the patient by name, birth date or record number, then open the appointment again.</Trans>
      </Notice>
    )
  }
  return (
    <Box component="ul" sx={{ listStyle: 'none', p: 0, display: 'grid', gap: 3 }}>
      {ids.map((id) => (
        <li key={id}>
          <Owner id={id} />
        </li>
      ))}
    </Box>
  )
}

/** Reads the patient's record before it offers to switch: an id alone identifies nobody. */
function Owner({ id }: { readonly id: string }) {
  const { t } = useLingui()
  const { choose, patientId } = usePatientChoice()
  const { data: current } = useChosenPatientRecord()
  const record = usePatientRecord(id)
  if (record.isPending) return <LoadingRows label={t`Loading the patient’s record …`} rows={1} />
  if (!record.data) {
    return (
      <LoadFailure error={record.error} onRetry={() => void record.refetch()}>
        <Trans>The record of this appointment’s patient could not be read.</Trans>
      </LoadFailure>
    )
  }
  const identity = patientIdentity(record.data)
  const { name } = identity
  const currentName = current && patientIdentity(current).name
  return (
    <Notice
      tone="info"
      title={patientLine(identity)}
      actions={
        <>
          <Button variant="contained" onClick={() => void choose(id)}>
            {patientId === undefined ? t`Work with ${name}` : t`Switch to ${name}`}
          </Button>
          <BackToList />
        </>
      }
    >
      <p>
        {currentName === undefined ? (
          <Trans>The appointment is this person’s. It is shown once you have chosen them.</Trans>
        ) : (
          <Trans>
            The appointment is this person’s. You are working with {currentName} now; it is shown once you have switched.
          </Trans>
        )}
      </p>
      {identity.flags.includes('inactive') && (
        <p>
          <Trans>The record is marked as inactive.</Trans>
        </p>
      )}
      {identity.flags.includes('deceased') && (
        <p>
          <Trans>The patient is recorded as deceased.</Trans>
        </p>
      )}
    </Notice>
  )
}

function BackToList() {
  return (
    <Button component={Link} to="/appointments">
      <Trans>Back to the list</Trans>
    </Button>
  )
}

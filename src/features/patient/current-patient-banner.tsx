import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { failureWords } from '../../i18n/failure-words.ts'
import { patientIdentity } from '../../i18n/patient-identity.ts'
import { useConnection } from '../../queries/connection.tsx'
import { useChosenPatientRecord, usePatientChoice } from '../../queries/current-patient.tsx'
import { ProtocolError } from '../../scheduling/failure.ts'
import { PatientBanner } from '../../ui/patient-banner.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextLink } from '../../ui/text-link.tsx'

/**
 * The session's patient, in the app bar. Where the EHR shows a banner itself (`need_patient_banner` is false, SMART App
 * Launch 2.2), only name and record number remain: one short line against booking for the wrong patient.
 */
export function CurrentPatientBanner() {
  const { t } = useLingui()
  const { session } = useConnection()
  const { patientId, isFixed } = usePatientChoice()
  const { data: patient, error, refetch } = useChosenPatientRecord()

  if (patientId === undefined)
    return (
      <TextLink to="/patient">
        <Trans>Choose a patient</Trans>
      </TextLink>
    )
  const change = isFixed ? undefined : (
    <Button size="small" variant="text" component={Link} to="/patient">
      <Trans>Change patient</Trans>
    </Button>
  )
  if (error) {
    return (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3 }}>
        <span>
          <Trans>The patient’s record could not be read.</Trans>{' '}
          {error instanceof ProtocolError && failureWords(error.failure).title}
        </span>
        <Button size="small" onClick={() => void refetch()}>
          <Trans>Try again</Trans>
        </Button>
        {change}
      </Box>
    )
  }
  if (!patient) return <Skeleton aria-label={t`Loading the patient …`} style={{ width: 280 }} />
  const identity = patientIdentity(patient)
  if (session.needPatientBanner) return <PatientBanner patient={identity} actions={change} />
  return (
    <Box
      component="section"
      aria-label={t`Patient`}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, typography: 'body1' }}
    >
      <Box component="strong" sx={{ fontWeight: 'fontWeightBold' }}>
        {identity.name}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {identity.recordNumber ?? t`no record number`}
      </Box>
      {change}
    </Box>
  )
}

import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import { plainText } from '../../fhir/text/plain-text.ts'
import { patientIdentity } from '../../i18n/patient-identity.ts'
import { usePatientRecord } from '../../queries/patient.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

/** The patient's name, read from the EHR whenever it is shown, because the journal keeps no names. */
export function PatientName({ patientId }: { readonly patientId: string }) {
  const { t } = useLingui()
  const { data: patient, fetchStatus, isPending } = usePatientRecord(patientId)
  if (patient) {
    const { name, birthDate, age, sex, recordNumber } = patientIdentity(patient)
    const born = birthDate && age ? `${birthDate} (${age})` : birthDate
    const rest = [born ?? t`birth date unknown`, sex ?? t`sex unknown`, recordNumber ?? t`no record number`]
    return (
      <>
        <Box component="span" sx={{ display: 'block', fontWeight: 'fontWeightMedium' }}>{name}</Box>
        <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary' }}>{rest.join(' · ')}</Box>
      </>
    )
  }
  const shownId = plainText(patientId, 64)
  if (isPending && fetchStatus === 'fetching') return <Skeleton aria-label={t`Loading the patient …`} style={{ width: 140 }} />
  return (
    <>
      <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
        {fetchStatus === 'paused' ? <Trans>Name not read: offline</Trans> : <Trans>Name could not be read</Trans>}
      </Box>
      <Box component="span" sx={{ display: 'block', typography: 'body2', color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {t`EHR’s id ${shownId}`}
      </Box>
    </>
  )
}

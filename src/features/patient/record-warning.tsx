import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Patient } from '../../fhir/types.ts'
import { patientIdentity } from '../../i18n/patient-identity.ts'
import { useConnection } from '../../queries/connection.tsx'
import { usePatientRecord } from '../../queries/patient.ts'
import { Notice } from '../../ui/notice.tsx'
import { patientRecordName } from './patient-record-name.ts'
import { recordState, replacingId } from './patient-records.ts'

interface RecordWarningProps {
  readonly patient: Patient
  readonly onChoose: (patient: Patient) => void
  readonly onLeave: () => void
}

/** Shown before an inactive or replaced record can be chosen: what its state means, and the record to take instead. */
export function RecordWarning({ patient, onChoose, onLeave }: RecordWarningProps) {
  return recordState(patient) === 'replaced' ? (
    <ReplacedWarning patient={patient} onChoose={onChoose} onLeave={onLeave} />
  ) : (
    <InactiveWarning patient={patient} onChoose={onChoose} onLeave={onLeave} />
  )
}

function InactiveWarning({ patient, onChoose, onLeave }: RecordWarningProps) {
  const { t } = useLingui()
  return (
    <Notice
      tone="warning"
      live="assertive"
      title={t`This record is not in use.`}
      actions={
        <>
          <Button onClick={() => onChoose(patient)}>
            <Trans>Work with this record</Trans>
          </Button>
          <Button onClick={onLeave}>
            <Trans>Choose another patient</Trans>
          </Button>
        </>
      }
    >
      <Trans>It may be a duplicate or closed. The clinic may refuse to book for it. Make sure that it is the right one.</Trans>
    </Notice>
  )
}

function ReplacedWarning({ patient, onChoose, onLeave }: RecordWarningProps) {
  const { t } = useLingui()
  const { ehr } = useConnection()
  const id = replacingId(patient, ehr.base)
  const { data: replacing, isError } = usePatientRecord(id)
  // A record that is itself replaced or inactive is no better than this one.
  const isUsable = replacing !== undefined && recordState(replacing) === 'usable'
  const name = replacing && patientRecordName(patientIdentity(replacing))
  return (
    <Notice
      tone="warning"
      live="assertive"
      title={t`This record was replaced by another one.`}
      actions={
        <>
          {isUsable && (
            <Button variant="contained" onClick={() => onChoose(replacing)}>
              <Trans>Work with the replacing record</Trans>
            </Button>
          )}
          <Button onClick={onLeave}>
            <Trans>Choose another patient</Trans>
          </Button>
        </>
      }
    >
      {name && (
        <p>
          {isUsable ? (
            <Trans>The patient’s record is now: {name}</Trans>
          ) : (
            <Trans>It was replaced by this record, which is not in use either: {name}</Trans>
          )}
        </p>
      )}
      {(id === undefined || isError) && (
        <p>
          <Trans>The replacing record could not be read. Search for it by its record number.</Trans>
        </p>
      )}
    </Notice>
  )
}

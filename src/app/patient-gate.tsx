import { Trans, useLingui } from '@lingui/react/macro'
import Button from '@mui/material/Button'
import type { ReactNode } from 'react'
import { Redirect } from 'wouter'
import { useAddress } from '../ui/address/address-provider.tsx'
import { SearchAhead } from '../features/search/search-ahead.tsx'
import { failureWords } from '../i18n/failure-words.ts'
import { useCapabilityAhead } from '../queries/capability.ts'
import { CurrentPatientProvider, useChosenPatientRecord, usePatientChoice } from '../queries/current-patient.tsx'
import { ProtocolError } from '../scheduling/failure.ts'
import { LoadingRows } from '../ui/loading-rows.tsx'
import { Notice } from '../ui/notice.tsx'

/** Shows its screens only when the patient's record is there. Without a patient, leads to the choice of one first. */
export function PatientGate({ children }: { readonly children: ReactNode }) {
  const { t } = useLingui()
  const { pathname, search } = useAddress()
  const { patientId } = usePatientChoice()
  const record = useChosenPatientRecord()
  useCapabilityAhead()

  // A Redirect acts only once. If the address changes while the next screen is still downloading, it needs a new Redirect, hence the key.
  const wanted = pathname + search
  if (patientId === undefined) return <Redirect key={wanted} to="/patient" replace state={{ then: wanted }} />
  if (record.isPending) {
    return (
      <>
        <SearchAhead key={patientId} patientId={patientId} />
        <LoadingRows label={t`Loading the patient’s record …`} rows={5} />
      </>
    )
  }
  if (record.data === undefined) {
    const words = record.error instanceof ProtocolError ? failureWords(record.error.failure) : undefined
    return (
      <Notice
        tone="error"
        title={t`The patient’s record could not be read.`}
        serverWords={words?.serverWords ?? []}
        actions={
          <Button variant="contained" onClick={() => void record.refetch()}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        <p>{words?.title}</p>
        <p>{words?.advice}</p>
        <Trans>Nothing can be booked before it is certain who the patient is.</Trans>
      </Notice>
    )
  }
  // The requested id counts, since a record without an id would name nobody.
  return (
    <CurrentPatientProvider patient={{ ...record.data, id: patientId }}>
      {children}
    </CurrentPatientProvider>
  )
}

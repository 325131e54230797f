import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import { navigate } from '../../ui/address/hash-location.ts'
import type { Patient } from '../../fhir/types.ts'
import { usePatientChoice } from '../../queries/current-patient.tsx'
import { usePatientSearch, type PatientCriteria } from '../../queries/patient.ts'
import { Notice } from '../../ui/notice.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { PatientResults } from './patient-results.tsx'
import { PatientSearchForm } from './patient-search-form.tsx'

/** `/patient`: chooses the patient of a session that was launched without one. */
export function ChoosePatientScreen() {
  const { t } = useLingui()
  const { isFixed } = usePatientChoice()
  return (
    <Box sx={{ maxWidth: 880, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
      <PageHeading title={t`Choose a patient`} />
      {isFixed ? (
        <Notice
          tone="info"
          title={t`This session is for one patient.`}
          actions={
            <Button component={Link} to="/find">
              <Trans>Go on with this patient</Trans>
            </Button>
          }
        >
          <Trans>The launch named the patient. For another one, open that patient’s chart and launch Slotline from there.</Trans>
        </Notice>
      ) : (
        <PatientSearch />
      )}
    </Box>
  )
}

function PatientSearch() {
  const { choose } = usePatientChoice()
  const [criteria, setCriteria] = useState<PatientCriteria>()
  const query = usePatientSearch(criteria)
  const isChoosing = useRef(false)

  const chooseOnce = async ({ id }: Patient) => {
    if (id === undefined || isChoosing.current) return
    isChoosing.current = true
    try {
      await choose(id)
      navigate('/find')
    } finally {
      isChoosing.current = false
    }
  }
  const search = (next: PatientCriteria) => {
    const isSame = JSON.stringify(next) === JSON.stringify(criteria)
    if (isSame) void query.refetch()
    else setCriteria(next)
  }
  return (
    <>
      <PatientSearchForm onSearch={search} />
      {criteria && <PatientResults query={query} onChoose={(patient) => void chooseOnce(patient)} />}
    </>
  )
}

import LinkIcon from '@mui/icons-material/CallMerge'
import PersonOff from '@mui/icons-material/PersonOffOutlined'
import People from '@mui/icons-material/PeopleAltOutlined'
import Box from '@mui/material/Box'
import { styled } from '@mui/material/styles'
import { Trans } from '@lingui/react/macro'
import { useId } from 'react'
import type { Patient } from '../../fhir/types.ts'
import { patientIdentity } from '../../i18n/patient-identity.ts'
import { ToneLabel } from '../../ui/tone-label.tsx'
import { patientRecordName } from './patient-record-name.ts'
import { recordState, whereabouts } from './patient-records.ts'

interface PatientRowProps {
  readonly patient: Patient
  /** Whether another record of the list has the same name. */
  readonly isNamesake: boolean
  /** Whether this row is open below, with a warning. */
  readonly isOpen: boolean
  readonly onChoose: (patient: Patient) => void
}

/** One record of the list, as a button whose name identifies the person. */
export function PatientRow({ patient, isNamesake, isOpen, onChoose }: PatientRowProps) {
  const marks = useId()
  const identity = patientIdentity(patient)
  const state = recordState(patient)
  const { name, birthDate, age, sex, recordNumber, flags } = identity
  const more = whereabouts(patient)
  return (
    <Row
      type="button"
      aria-label={patientRecordName(identity)}
      aria-describedby={marks}
      aria-expanded={state === 'usable' ? undefined : isOpen}
      onClick={() => onChoose(patient)}
    >
      <Box component="span" sx={{ fontWeight: 'fontWeightBold', overflowWrap: 'anywhere' }}>
        {name}
      </Box>
      <Box component="span" sx={{ fontWeight: isNamesake ? 'fontWeightBold' : 'fontWeightRegular' }}>
        {birthDate}
        {age ? ` (${age})` : ''}
      </Box>
      <span>{sex}</span>
      <Box component="span" sx={{ fontWeight: isNamesake ? 'fontWeightBold' : 'fontWeightRegular' }}>
        {recordNumber}
      </Box>
      <Box
        component="span"
        id={marks}
        sx={{ gridColumn: '1 / -1', display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 1, alignItems: 'center' }}
      >
        {state === 'replaced' && (
          <ToneLabel tone="failed" icon={LinkIcon}>
            <Trans>Replaced by another record</Trans>
          </ToneLabel>
        )}
        {flags.includes('inactive') && state !== 'replaced' && (
          <ToneLabel tone="pending" icon={PersonOff}>
            <Trans>Inactive record</Trans>
          </ToneLabel>
        )}
        {flags.includes('deceased') && (
          <ToneLabel tone="failed" icon={PersonOff}>
            <Trans>Deceased</Trans>
          </ToneLabel>
        )}
        {isNamesake && (
          <ToneLabel tone="pending" icon={People}>
            <Trans>Same name as another patient</Trans>
          </ToneLabel>
        )}
        {more !== '' && (
          <Box component="span" sx={{ typography: 'body2', color: 'text.secondary' }}>
            {more}
          </Box>
        )}
      </Box>
    </Row>
  )
}

const Row = styled('button')(({ theme: { vars, breakpoints } }) => ({
  display: 'flex',
  flexWrap: 'wrap',
  columnGap: 16,
  rowGap: 2,
  '& > :first-of-type, & > :last-of-type': { flexBasis: '100%' },
  width: '100%',
  padding: '10px 12px',
  border: 0,
  borderBottom: `1px solid ${vars.palette.divider}`,
  background: 'none',
  color: vars.palette.text.primary,
  fontSize: '0.875rem',
  lineHeight: '20px',
  textAlign: 'start',
  cursor: 'pointer',
  '&:hover': { backgroundColor: vars.palette.action.hover },
  '&[aria-expanded="true"]': { backgroundColor: vars.palette.accentSurface },
  '&:focus-visible': { outlineOffset: -2 },
  [breakpoints.up('sm')]: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 1.3fr) minmax(0, 0.7fr) minmax(0, 1fr)',
  },
}))

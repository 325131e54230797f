import Box from '@mui/material/Box'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'

/** What identifies a patient, as texts ready to be shown. */
export interface PatientIdentity {
  readonly name: string
  /** "4 Mar 1958" (formatBirthDate). */
  readonly birthDate?: string | undefined
  /** "68" (formatAge). */
  readonly age?: string | undefined
  readonly sex?: string | undefined
  /** With its kind: "MRN 004217". */
  readonly recordNumber?: string | undefined
  readonly flags?: readonly PatientFlag[] | undefined
}

/** States that must not be overlooked: `inactive` is Patient.active = false, `deceased` is Patient.deceased[x]. */
export type PatientFlag = 'inactive' | 'deceased'

interface PatientBannerProps {
  readonly patient: PatientIdentity
  /** For example a button to choose another patient. */
  readonly actions?: ReactNode
}

/** The region "Patient": name, birth date with age, sex and record number on one line that wraps only between these parts. */
export function PatientBanner({ patient, actions }: PatientBannerProps) {
  const { t } = useLingui()
  const { name, birthDate, age, sex, recordNumber, flags = [] } = patient
  const born = birthDate && age ? `${birthDate} (${age})` : birthDate
  const details = [born ?? t`birth date unknown`, sex ?? t`sex unknown`, recordNumber ?? t`no record number`]
  return (
    <Box
      component="section"
      aria-label={t`Patient`}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 3,
        rowGap: 0.5,
        minWidth: 0,
        typography: 'body1',
      }}
    >
      <Box component="strong" sx={{ fontWeight: 'fontWeightBold', overflowWrap: 'anywhere' }}>{name}</Box>
      {flags.includes('deceased') && <Flag tone="failed"><Trans>Deceased</Trans></Flag>}
      {flags.includes('inactive') && <Flag tone="pending"><Trans>Inactive record</Trans></Flag>}
      <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', color: 'text.secondary' }}>
        {details.map((detail, index) => (
          <Box component="span" key={index} sx={{ whiteSpace: 'nowrap' }}>
            {detail}
            {index < details.length - 1 && <Box component="span" sx={{ px: 1.5 }}>·</Box>}
          </Box>
        ))}
      </Box>
      {actions}
    </Box>
  )
}

function Flag({ tone, children }: { readonly tone: 'failed' | 'pending'; readonly children: ReactNode }) {
  return (
    <Box
      component="strong"
      sx={{
        px: 1.5,
        border: 1,
        borderRadius: '4px',
        typography: 'caption',
        fontWeight: 'fontWeightBold',
        lineHeight: '20px',
        color: `tone.${tone}.text`,
        bgcolor: `tone.${tone}.surface`,
        borderColor: 'currentColor',
      }}
    >
      {children}
    </Box>
  )
}

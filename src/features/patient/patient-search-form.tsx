import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { useRef, useState, type SyntheticEvent } from 'react'
import type { PatientCriteria } from '../../queries/patient.ts'
import { DateField } from '../../ui/date-field.tsx'
import { TextField } from '../../ui/text-field.tsx'

/** Searches by any of name, birth date and record number. None of them goes into the address. */
export function PatientSearchForm({ onSearch }: { readonly onSearch: (criteria: PatientCriteria) => void }) {
  const { t } = useLingui()
  const nameField = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [birthDate, setBirthDate] = useState('')
  const [identifier, setIdentifier] = useState('')
  const [isTold, setTold] = useState(false)

  const criteria = { name: name.trim(), birthDate, identifier: identifier.trim() }
  const isEmpty = Object.values(criteria).every((value) => value === '')
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    setTold(true)
    if (isEmpty) nameField.current?.focus()
    else onSearch(criteria)
  }
  return (
    <Box component="form" noValidate aria-label={t`Patient search`} onSubmit={submit} sx={{ display: 'grid', gap: 3 }}>
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            sm: 'repeat(2, minmax(0, 1fr))',
            md: 'minmax(0, 2fr) minmax(0, 1fr) minmax(0, 1fr)',
          },
        }}
      >
        <TextField
          label={t`Name`}
          value={name}
          inputRef={nameField}
          autoComplete="off"
          onChange={setName}
          error={isTold && isEmpty ? t`Enter a name, a birth date or a record number.` : undefined}
        />
        <DateField label={t`Birth date`} value={birthDate} onChange={setBirthDate} />
        <TextField
          label={t`Record number`}
          value={identifier}
          autoComplete="off"
          onChange={setIdentifier}
        />
      </Box>
      <div>
        <Button type="submit" variant="contained">
          <Trans>Search patients</Trans>
        </Button>
      </div>
    </Box>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import Box from '@mui/material/Box'
import type { Appointment } from '../../fhir/types.ts'
import { useFacts } from '../../queries/use-facts.ts'
import { hasOthersInstead } from '../../scheduling/reconcile/same-visit.ts'
import { Notice } from '../../ui/notice.tsx'

interface TakenOtherwiseProps {
  readonly asked: Appointment
  /** The appointment as the server has it. */
  readonly taken: Appointment
}

/** Says so where a server booked another practitioner or place than it was asked for. */
export function TakenOtherwise({ asked, taken }: TakenOtherwiseProps) {
  const { t } = useLingui()
  const facts = useFacts([asked])(asked)
  if (!hasOthersInstead(asked, taken)) return null
  const askedFor = [...facts.who, ...facts.where].join(', ')
  return (
    <Box sx={{ mb: 3 }}>
      <Notice tone="warning" title={t`The server has something else than was asked for.`}>
        <Trans>
          Asked for: {askedFor}. What the server has instead stands below: tell the patient. If it does not suit them, take it back
          and choose again.
        </Trans>
      </Notice>
    </Box>
  )
}

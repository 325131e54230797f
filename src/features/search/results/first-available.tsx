import Bolt from '@mui/icons-material/BoltOutlined'
import WarningAmber from '@mui/icons-material/WarningAmber'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Appointment } from '../../../fhir/types.ts'
import type { AppointmentFacts } from '../../../i18n/appointment-facts.ts'
import { formatShortDay } from '../../../i18n/clinic-time.ts'
import { dateLocale } from '../../../i18n/locale.tsx'
import { offerName } from '../offers/offer-name.ts'

interface FirstAvailableProps {
  readonly offer: Appointment
  readonly facts: AppointmentFacts
  readonly withZone: boolean
  readonly overlaps: boolean
  readonly onChoose: (offer: Appointment) => void
}

/** The earliest offer, for "as soon as possible": one click, without looking through the list. */
export const FirstAvailable = memo(function FirstAvailable({ offer, facts, withZone, overlaps, onChoose }: FirstAvailableProps) {
  const { t } = useLingui()
  const name = offerName(facts, { withZone, overlaps })
  const when = facts.start ? `${formatShortDay(facts.start, facts.zone, dateLocale())} ${facts.times}` : facts.times
  return (
    <Button
      aria-label={t`First available: ${name}`}
      onClick={() => onChoose(offer)}
      startIcon={<Bolt />}
      sx={({ vars }) => ({
        justifyContent: 'flex-start',
        textAlign: 'start',
        whiteSpace: 'normal',
        width: '100%',
        px: 2.5,
        '&.MuiButton-outlined': { borderColor: vars.palette.primary.main, backgroundColor: vars.palette.accentSurface },
      })}
    >
      <Box component="span" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2.5 }}>
        <Box component="span" sx={{ color: 'primary.main' }}>
          <Trans>First available</Trans>
        </Box>
        <Box component="strong" sx={{ fontWeight: 'fontWeightBold' }}>
          {when}
        </Box>
        <Box component="span" sx={{ fontWeight: 'fontWeightRegular' }}>
          {[...facts.who, ...facts.where].join(', ')}
        </Box>
        {overlaps && <WarningAmber aria-hidden sx={{ fontSize: 16, color: 'tone.pending.text' }} />}
      </Box>
    </Button>
  )
})

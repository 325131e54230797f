import Box from '@mui/material/Box'
import type { IconComponent } from './icon.ts'
import type { ReactNode } from 'react'
import type { ToneName } from './theme/palette.ts'

interface ToneLabelProps {
  readonly tone: ToneName
  readonly icon: IconComponent
  /** The word. Tone and icon only repeat it. */
  readonly children: ReactNode
}

/** A small mark of a state: icon, word and tone. */
export function ToneLabel({ tone, icon: Icon, children }: ToneLabelProps) {
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        minHeight: 22,
        px: 1.5,
        border: 1,
        borderRadius: '4px',
        typography: 'caption',
        fontWeight: 'fontWeightMedium',
        whiteSpace: 'nowrap',
        color: `tone.${tone}.text`,
        bgcolor: `tone.${tone}.surface`,
        borderColor: `tone.${tone}.line`,
      }}
    >
      <Icon aria-hidden sx={{ fontSize: 14 }} />
      <span>{children}</span>
    </Box>
  )
}

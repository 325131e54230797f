import ExpandMore from '@mui/icons-material/ExpandMore'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useId, useState, type ReactNode } from 'react'

interface DisclosureProps {
  /** The button's name; it stays the same while open. */
  readonly label: string
  /** Shown beside the label, for example how many of the hidden fields are filled. Not part of the name. */
  readonly hint?: string | undefined
  readonly defaultOpen?: boolean
  readonly children: ReactNode
}

/** A button that shows and hides its children. Hidden children stay mounted, so that nothing typed in them is lost. */
export function Disclosure({ label, hint, defaultOpen = false, children }: DisclosureProps) {
  const [open, setOpen] = useState(defaultOpen)
  const content = useId()
  return (
    <div>
      <Button
        variant="text"
        size="small"
        aria-expanded={open}
        aria-controls={content}
        onClick={() => setOpen(!open)}
        startIcon={<ExpandMore sx={{ transform: open ? 'none' : 'rotate(-90deg)', transition: 'transform 120ms' }} />}
        sx={{ ml: -2 }}
      >
        {label}
        {hint !== undefined && (
          <Box component="span" aria-hidden sx={{ ml: 2, fontWeight: 'fontWeightRegular', color: 'text.secondary' }}>{hint}</Box>
        )}
      </Button>
      <Box id={content} hidden={!open} sx={{ pt: 2 }}>{children}</Box>
    </div>
  )
}

import { styled } from '@mui/material/styles'
import { Trans, useLingui } from '@lingui/react/macro'
import type { ResultsView } from './results-view.ts'
import type { ChangeView } from './use-results-view.ts'

/** Switches between list and week. */
export function ViewSwitch({ kind, onChange }: { readonly kind: ResultsView['kind']; readonly onChange: ChangeView }) {
  const { t } = useLingui()
  return (
    <Group role="group" aria-label={t`View`}>
      <button type="button" aria-pressed={kind === 'list'} onClick={() => onChange({ kind: 'list' })}>
        <Trans>List</Trans>
      </button>
      <button type="button" aria-pressed={kind === 'week'} onClick={() => onChange({ kind: 'week' })}>
        <Trans>Week</Trans>
      </button>
    </Group>
  )
}

const Group = styled('div')(({ theme: { vars } }) => ({
  display: 'inline-flex',
  border: `1px solid ${vars.palette.outline}`,
  borderRadius: 6,
  overflow: 'hidden',
  button: {
    minHeight: 34,
    padding: '0 14px',
    border: 0,
    background: vars.palette.background.paper,
    color: vars.palette.text.secondary,
    fontSize: '0.875rem',
    fontWeight: 500,
    cursor: 'pointer',
  },
  'button + button': { borderInlineStart: `1px solid ${vars.palette.outline}` },
  'button:hover': { color: vars.palette.text.primary },
  'button:focus-visible': { outlineOffset: -2 },
  'button[aria-pressed="true"]': { background: vars.palette.accentSurface, color: vars.palette.text.primary, fontWeight: 650 },
  '@media (pointer: coarse)': { button: { minHeight: 42 } },
}))

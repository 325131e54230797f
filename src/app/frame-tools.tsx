import ReportProblem from '@mui/icons-material/ReportProblemOutlined'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from 'react-router'
import { usePatientChoice } from '../queries/current-patient.tsx'
import { useUnresolved } from '../queries/journal.ts'
import { useUserName } from '../queries/user.ts'
import { ThemeModeControl } from '../ui/theme/theme-mode-control.tsx'

/** Who is signed in, how it looks, and what is still unresolved. */
export function FrameTools() {
  const userName = useUserName()
  return (
    <>
      <Unresolved />
      {userName && (
        <Typography variant="body2" color="text.secondary" noWrap sx={{ display: { xs: 'none', sm: 'block' }, maxWidth: 200 }}>
          {userName}
        </Typography>
      )}
      <ThemeModeControl />
    </>
  )
}

/** Leads to the newest outcome of this patient that nobody knows yet. */
function Unresolved() {
  const { t } = useLingui()
  const { patientId } = usePatientChoice()
  const unresolved = (useUnresolved().data ?? []).filter(({ entry }) => entry.patientId === patientId)
  const [newest] = unresolved
  if (!newest) return null
  return (
    <Button component={Link} to={`/outcome/${newest.entry.id}`} startIcon={<ReportProblem />} color="warning">
      {t`${plural(unresolved.length, { one: '# unresolved', other: '# unresolved' })}`}
    </Button>
  )
}

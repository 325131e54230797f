import ReportProblem from '@mui/icons-material/ReportProblemOutlined'
import Button from '@mui/material/Button'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Link } from 'wouter'
import { useUnresolved } from '../queries/journal.ts'
import { useRecordKeeper } from '../queries/record-keeper.ts'

/** Runs the record keeper, counts unknown outcomes and half-done moves, and leads to them. */
export function Unresolved() {
  const { t } = useLingui()
  useRecordKeeper()
  const count = useUnresolved().data?.length ?? 0
  if (count === 0) return null
  return (
    <Button component={Link} to="/activity" startIcon={<ReportProblem />} color="warning">
      {t`${plural(count, { one: '# unresolved', other: '# unresolved' })}`}
    </Button>
  )
}

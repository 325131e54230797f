import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Activity } from '../../queries/activity.ts'
import { ActivityList } from './activity-list.tsx'
import type { RowProps } from './activity-row.tsx'
import { useRows } from './activity-rows.ts'

/** Each row may read its patient's record, so a longer page would read more records than anyone looks at. */
const pageSize = 40

interface ActivityGroupsProps extends Omit<RowProps, 'row'> {
  readonly activities: readonly Activity[]
}

/** The unresolved transactions above the settled ones; both newest first. */
export function ActivityGroups({ activities, ...rest }: ActivityGroupsProps) {
  const { t } = useLingui()
  const [limit, setLimit] = useState(pageSize)
  const unresolved = activities.filter(({ isUnresolved }) => isUnresolved)
  const settled = activities.filter(({ isUnresolved }) => !isUnresolved)
  const rows = useRows([...unresolved, ...settled].slice(0, limit))
  const more = Math.min(pageSize, activities.length - rows.length)
  const groups = [
    { label: t`Unresolved`, count: unresolved.length, rows: rows.slice(0, unresolved.length) },
    { label: t`Settled`, count: settled.length, rows: rows.slice(unresolved.length) },
  ]
  return (
    <>
      {groups
        .filter((group) => group.rows.length > 0)
        .map(({ label, count, rows: listed }) => (
          <section key={label}>
            <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 3, mb: 2 }}>
              <Typography variant="h2">{label}</Typography>
              <Typography variant="body2" color="text.secondary">
                {t`${plural(count, { one: '# transaction', other: '# transactions' })}`}
              </Typography>
            </Box>
            <ActivityList label={label} rows={listed} {...rest} />
          </section>
        ))}
      {more > 0 && (
        <div>
          <Button onClick={() => setLimit(limit + pageSize)}>
            <Trans>Show {more} more</Trans>
          </Button>
        </div>
      )}
    </>
  )
}

import { Trans, useLingui } from '@lingui/react/macro'
import { PageHeading } from '../../ui/page-heading.tsx'
import { ActivityFilters } from './activity-filters.tsx'
import { ActivityResults } from './activity-results.tsx'
import { DroppedAudits } from './dropped-audits.tsx'
import { useActivityView } from './use-activity-view.ts'

/** `/activity`: every transaction of this user in this browser, its outcome, and whether the EHR and the audit trail know of it. */
export function ActivityScreen() {
  const { t } = useLingui()
  const state = useActivityView()
  return (
    <>
      <PageHeading title={t`Activity`}>
        <Trans>
          What you did in this browser, kept encrypted. What is settled is removed after 30 days; what is open stays.
        </Trans>
      </PageHeading>
      <DroppedAudits />
      <ActivityFilters {...state} />
      <ActivityResults {...state} />
    </>
  )
}

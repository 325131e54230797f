import Button from '@mui/material/Button'
import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { addDays } from '../../../i18n/clinic-time.ts'
import { anyText, rangeText, valueLabels } from '../criteria/criteria-words.ts'
import type { SearchChoices } from '../criteria/search-choices.ts'
import { listKinds, type SearchCriteria } from '../criteria/search-criteria.ts'

interface NoOffersProps {
  readonly criteria: SearchCriteria
  readonly choices: SearchChoices
  readonly onSearch: (criteria: SearchCriteria) => void
}

/** Shown when nothing was returned: what was asked for, and buttons to drop a criterion or to search two more weeks. */
export function NoOffers({ criteria, choices, onSearch }: NoOffersProps) {
  const { t } = useLingui()
  const limiting = listKinds.filter((kind) => criteria[kind].length > 0)
  const asked = [rangeText(criteria), ...limiting.flatMap((kind) => valueLabels(kind, criteria, choices))].join(' · ')
  return (
    <EmptyState
      title={t`No free appointment was returned.`}
      actions={
        <>
          <Button onClick={() => onSearch({ ...criteria, to: addDays(criteria.to, 14) })}>
            <Trans>Two more weeks</Trans>
          </Button>
          {limiting.map((kind) => (
            <Button key={kind} onClick={() => onSearch({ ...criteria, [kind]: [] })}>
              {anyText(kind)}
            </Button>
          ))}
        </>
      }
    >
      <p>
        <Trans>The search asked for: {asked}</Trans>
      </p>
      {limiting.length > 0 ? (
        <p>
          <Trans>Leave one of these out, or look further ahead:</Trans>
        </p>
      ) : (
        <p>
          <Trans>Nothing but the days limits it. Look further ahead:</Trans>
        </p>
      )}
    </EmptyState>
  )
}

import Button from '@mui/material/Button'
import { styled } from '@mui/material/styles'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { OfferTraits, Trait } from '../offers/offer-traits.ts'
import { dayParts, type DayPart } from '../criteria/search-criteria.ts'
import type { OfferFilter } from '../offers/offer-traits.ts'
import type { ResultsView } from './results-view.ts'
import type { ChangeView } from './use-results-view.ts'
import { ViewSwitch } from './view-switch.tsx'

interface ResultsBarProps {
  readonly view: ResultsView
  readonly traits: OfferTraits
  readonly onChange: ChangeView
}

const everything = { site: undefined, person: undefined, part: undefined } satisfies OfferFilter

/**
 * Chooses how the offers found are shown, and which of them, without a new search. All fields are there from the first offers on:
 * a field that came with later offers would move the ones that the user already reads.
 */
export function ResultsBar({ view, traits, onChange }: ResultsBarProps) {
  const { t } = useLingui()
  const { site, person, part } = view
  const parts: Record<DayPart, string> = { morning: t`Mornings`, afternoon: t`Afternoons`, evening: t`Evenings` }
  const partTraits = dayParts.filter((each) => traits.parts.has(each)).map((key) => ({ key, label: parts[key] }))
  const isFiltered = site !== undefined || person !== undefined || part !== undefined
  return (
    <Bar>
      <ViewSwitch kind={view.kind} onChange={onChange} />
      <Pick label={t`Sites shown`} all={t`All sites`} value={site} traits={traits.sites} onPick={(key) => onChange({ site: key })} />
      <Pick
        label={t`People shown`}
        all={t`All practitioners`}
        value={person}
        traits={traits.people}
        onPick={(key) => onChange({ person: key })}
      />
      <Pick
        label={t`Hours shown`}
        all={t`All day`}
        value={part}
        traits={partTraits}
        known={parts}
        onPick={(key) => onChange({ part: dayParts.find((each) => each === key) })}
      />
      {isFiltered && (
        <Button variant="text" size="small" onClick={() => onChange(everything)}>
          <Trans>Show all</Trans>
        </Button>
      )}
    </Bar>
  )
}

interface PickProps {
  readonly label: string
  readonly all: string
  readonly value: string | undefined
  readonly traits: readonly Trait[]
  /** Labels of values that no offer has. */
  readonly known?: Readonly<Record<string, string>>
  readonly onPick: (key: string | undefined) => void
}

/** A native list. Its options are in the document only while it is used: a clinic may have hundreds of people. */
function Pick({ label, all, value, traits, known, onPick }: PickProps) {
  const [isUsed, setUsed] = useState(false)
  const chosen = value === undefined ? undefined : (traits.find(({ key }) => key === value)?.label ?? known?.[value] ?? value)
  return (
    <Select
      aria-label={label}
      data-limits={value !== undefined}
      disabled={traits.length < 2 && value === undefined}
      value={value ?? ''}
      onPointerDown={() => setUsed(true)}
      onFocus={() => setUsed(true)}
      onBlur={() => setUsed(false)}
      onChange={({ target }) => onPick(target.value === '' ? undefined : target.value)}
    >
      {(isUsed || value === undefined) && <option value="">{all}</option>}
      {value !== undefined && <option value={value}>{chosen}</option>}
      {isUsed &&
        traits
          .filter(({ key }) => key !== value)
          .map(({ key, label: name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
    </Select>
  )
}

const Bar = styled('div')({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 8, minHeight: 36 })

const Select = styled('select')(({ theme: { vars } }) => ({
  minHeight: 36,
  maxWidth: 200,
  padding: '0 8px',
  border: `1px solid ${vars.palette.outline}`,
  borderRadius: 6,
  background: vars.palette.background.paper,
  color: vars.palette.text.primary,
  fontSize: '0.875rem',
  textOverflow: 'ellipsis',
  '&[data-limits="true"]': { background: vars.palette.accentSurface, borderColor: vars.palette.primary.main },
  '&:disabled': { borderColor: vars.palette.divider, background: 'none', color: vars.palette.text.secondary },
  '@media (pointer: coarse)': { minHeight: 44 },
}))

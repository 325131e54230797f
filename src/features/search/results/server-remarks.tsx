import InfoOutlined from '@mui/icons-material/InfoOutlined'
import Box from '@mui/material/Box'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { wordsOf, type Issue } from '../../../fhir/issues.ts'

interface ServerRemarksProps {
  readonly notices: readonly Issue[]
  /** How many offers were left out because they could not be read. */
  readonly unreadable: number
  /** How many offers were left out because they name another patient. */
  readonly ofOthers: number
  /** How many offers were left out because they are in the past. */
  readonly past: number
}

/** What the server said besides its offers, such as criteria that it ignored; and how many offers were left out, and why. */
export function ServerRemarks({ notices, unreadable, ofOthers, past }: ServerRemarksProps) {
  const { t } = useLingui()
  const unread = t`${plural(unreadable, {
    one: '# offer could not be read and is not shown.',
    other: '# offers could not be read and are not shown.',
  })}`
  const refused = t`${plural(ofOthers, {
    one: '# offer names another patient and is not shown. Tell your IT department.',
    other: '# offers name another patient and are not shown. Tell your IT department.',
  })}`
  const over = t`${plural(past, {
    one: '# offer is over and is not shown.',
    other: '# offers are over and are not shown.',
  })}`
  const remarks = [...new Set(wordsOf(notices))]
  if (remarks.length === 0 && unreadable + ofOthers + past === 0) return null
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'auto minmax(0, 1fr)',
        columnGap: 2,
        typography: 'body2',
        overflowWrap: 'anywhere',
      }}
    >
      <InfoOutlined aria-hidden sx={{ fontSize: 16, mt: 0.5, color: 'tone.neutral.text' }} />
      <Box sx={{ display: 'grid', gap: 0.5 }}>
        {remarks.map((remark) => (
          <p key={remark}>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <Trans>The server remarked:</Trans>
            </Box>{' '}
            {remark}
          </p>
        ))}
        {unreadable > 0 && <p>{unread}</p>}
        {ofOthers > 0 && <p>{refused}</p>}
        {past > 0 && <p>{over}</p>}
      </Box>
    </Box>
  )
}

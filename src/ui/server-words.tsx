import Box from '@mui/material/Box'
import { Trans } from '@lingui/react/macro'

/** The server's own words, marked as such. Renders nothing where it said nothing. */
export function ServerWords({ words }: { readonly words: readonly string[] }) {
  if (words.length === 0) return null
  return (
    <Box sx={{ typography: 'body2', mt: 2 }}>
      <Box component="p" sx={{ color: 'text.secondary' }}><Trans>What the server said:</Trans></Box>
      <Box component="ul" sx={{ listStyle: 'none', p: 0 }}>
        {words.map((word, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              pl: 2,
              mt: 1,
              borderInlineStart: '2px solid',
              borderColor: 'outline',
              overflowWrap: 'anywhere',
              whiteSpace: 'pre-line',
            }}
          >
            {word}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

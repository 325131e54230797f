import { keyframes, styled } from '@mui/material/styles'

const pulse = keyframes({ '50%': { opacity: 0.45 } })

/** A placeholder for a line of text. Its label says what is loading; without one, something beside it must. */
export const Skeleton = styled('span')(({ theme: { vars } }) => ({
  display: 'block',
  height: 12,
  marginBlock: 4,
  maxWidth: '100%',
  borderRadius: 4,
  backgroundColor: vars.palette.divider,
  animation: `${pulse} 1.6s ease-in-out infinite`,
}))

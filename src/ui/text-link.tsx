import { styled } from '@mui/material/styles'
import { Link } from 'wouter'

/** A link within text, to an address of the app. */
export const TextLink = styled(Link)({
  color: 'inherit',
  textDecoration: 'underline',
  textDecorationThickness: 1,
  textUnderlineOffset: '0.2em',
})

import { keyframes, styled } from '@mui/material/styles'

const turn = keyframes({ to: { transform: 'rotate(1turn)' } })

/** Shows that something is under way; words beside it must say what. With reduced motion (prefers-reduced-motion) it stands still. */
export const Spinner = styled((props: { readonly className?: string }) => <span aria-hidden {...props} />)({
  flexShrink: 0,
  width: 16,
  height: 16,
  border: '2px solid currentColor',
  borderInlineStartColor: 'transparent',
  borderRadius: '50%',
  animation: `${turn} 1s linear infinite`,
})

import { keyframes, styled } from '@mui/material/styles'

const turn = keyframes({ to: { transform: 'rotate(1turn)' } })

/** Something is under way; the words beside it say what. A ring that may not move (prefers-reduced-motion) is still a ring. */
export const Spinner = styled((props: { readonly className?: string }) => <span aria-hidden {...props} />)({
  flexShrink: 0,
  width: 16,
  height: 16,
  border: '2px solid currentColor',
  borderInlineStartColor: 'transparent',
  borderRadius: '50%',
  animation: `${turn} 1s linear infinite`,
})

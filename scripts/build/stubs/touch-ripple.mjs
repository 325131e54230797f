/** Stands in for MUI's ripple, which the theme switches off everywhere. */
export default function NoRipple() {
  return null
}

/** Stands in for the ring of MUI's loading buttons: here, a button that is busy is `ui/busy-button.tsx`. */
export default function NoRing() {
  return null
}

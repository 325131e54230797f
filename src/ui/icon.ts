import type SvgIcon from '@mui/material/SvgIcon'

/** An icon of @mui/icons-material, imported by its path. */
export type IconComponent = typeof SvgIcon

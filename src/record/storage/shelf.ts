/** The shelves of the vault; each holds values of one shape. */
export type Shelf = 'draft' | 'journal' | 'chosen-patient' | 'text' | 'audit' | 'copy' | 'probe'

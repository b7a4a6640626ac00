/** Codes of the system for a disk where no room is left, or none for this user or this file. */
export const fullCodes: ReadonlySet<string | undefined> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

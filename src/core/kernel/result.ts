/** The answer of a verb that may be refused: an expected refusal is a value, a broken promise is thrown. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: F }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = <F>(fault: F): { readonly ok: false; readonly fault: F } => ({ ok: false, fault })

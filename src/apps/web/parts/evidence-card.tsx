import type { Child } from 'hono/jsx'

/** A file, in the one bordered box of the house. With `pick` it is a checkbox; selected it gets an indigo edge. */
export const EvidenceCard = ({
  name,
  state,
  facts,
  problem,
  pick,
  children,
}: {
  name: string
  state?: Child
  facts?: Child // version, size, date
  problem?: Child // what to do about it
  pick?: { readonly field: string; readonly value: string; readonly checked: boolean }
  children?: Child
}) => {
  const rest = (
    <>
      <b>{name}</b>
      <span class="sm">
        {state} {facts !== undefined && <span class="mut">{facts}</span>}
      </span>
      {problem !== undefined && <span class="sm">{problem}</span>}
    </>
  )
  return (
    <div class="ev">
      {pick ? (
        <label>
          <input type="checkbox" name={pick.field} value={pick.value} checked={pick.checked} />
          {rest}
        </label>
      ) : (
        <div class="still">{rest}</div>
      )}
      {children}
    </div>
  )
}

import { zipSync } from 'fflate'

const bytes = (text: string) => new TextEncoder().encode(text)
const rowOf = (cells: readonly string[]) =>
  `<row>${cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`

/** A workbook with one sheet: of these rows, or of these bytes. */
export const workbookOf = (sheet: readonly (readonly string[])[] | Uint8Array): Uint8Array =>
  zipSync({
    'xl/workbook.xml': bytes('<workbook><sheets><sheet name="L" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': bytes('<Relationships><Relationship Id="r1" Target="s1.xml"/></Relationships>'),
    'xl/s1.xml':
      sheet instanceof Uint8Array
        ? sheet
        : bytes(`<worksheet><sheetData>${sheet.map(rowOf).join('')}</sheetData></worksheet>`),
  })

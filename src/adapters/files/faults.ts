/** Why an uploaded file was not taken in; the words live with the port, so that pages reach them without the adapter. */
export { type FileFault, fileFaults } from '../../casework/file-faults.ts'

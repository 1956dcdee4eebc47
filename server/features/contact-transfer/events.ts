/** What happens to files of contacts: the types of their events. Each says whose import, and which. */
export type TransferEvent = 'contact_import.progressed'

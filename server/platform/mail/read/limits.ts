/** Bytes of a mail. Gmail takes 50 MB, Microsoft at most 150, nearly everybody else 25 to 35; and all of it is in memory while it is read. */
export const MAXIMUM_MAIL_BYTES = 64 * 1024 * 1024

/** Bytes of one part's headers. Servers cut at 10 to 64 KB (RFC 5321 says nothing); what is larger was made to hurt. */
export const MAXIMUM_HEADER_BYTES = 256 * 1024

/** Parts of a mail, those that hold others included: 1,000 files and their frame, twice over. */
export const MAXIMUM_PARTS = 2500

/** Characters of HTML that are read: half a second of sanitising. Gmail cuts what it shows at a fifth of this. */
export const MAXIMUM_HTML = 512 * 1024

/** Characters of plain text that are read; a message holds 150,000 (contract 10.3). */
export const MAXIMUM_TEXT = 512 * 1024

/** Elements inside each other. Browsers flatten at 512; what people's programs write stays below 100. */
export const MAXIMUM_HTML_DEPTH = 200

/** How long one mail may take. Nothing comes near it: this is the rope under what the other limits forgot. */
export const READ_TIMEOUT_MS = 120_000

/** Addresses of one header, and ids in References: more is no letter but a flood, and each of them costs a query later. */
export const MAXIMUM_MAILBOXES = 500

/** Message-IDs that are looked for; the last ones are the nearest (RFC 5322 §3.6.4). */
export const MAXIMUM_REFERENCES = 100

/** Elements inside each other that are parsed at all: the parser's stack takes the square of it, a second at 20,000. */
export const MAXIMUM_PARSED_DEPTH = 2000

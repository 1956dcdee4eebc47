export { sendTranscript } from './send-transcript.ts'

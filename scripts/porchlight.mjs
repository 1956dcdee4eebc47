#!/usr/bin/env node
// The command line: porchlight serve | migrate | doctor | reset-password | platform-app | …
// Old syntax on purpose: an old Node must get as far as the sentence that says it is too old.
import { requireNode } from './setup/require-node.mjs'

requireNode()
void import('./setup/run-command-line.mjs')

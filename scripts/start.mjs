#!/usr/bin/env node
// The one command: installs, builds, and starts, each only when needed.
// Old syntax on purpose: an old Node must get as far as the sentence that says it is too old.
import { requireNode } from './setup/require-node.mjs'

requireNode()
void import('./setup/start-everything.mjs')

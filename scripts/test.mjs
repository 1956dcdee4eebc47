#!/usr/bin/env node
// The whole proof: checks, tests, and the flows in a real browser. With arguments: only vitest, with those arguments.
// Old syntax on purpose: an old Node must get as far as the sentence that says it is too old.
import { requireNode } from './setup/require-node.mjs'

requireNode()
void import('./setup/run-tests.mjs')

#!/usr/bin/env node
// Watch mode: the server restarts on a change, dashboard and widget change in the open page.
// Old syntax on purpose: an old Node must get as far as the sentence that says it is too old.
import { requireNode } from './setup/require-node.mjs'

requireNode()
void import('./setup/watch.mjs')

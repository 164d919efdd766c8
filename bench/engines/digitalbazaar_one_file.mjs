// Verifies one file in a process of its own. Arguments: the setting, and the file.
import {readFileSync} from 'node:fs';
import {verify} from './digitalbazaar_setup.mjs';

await verify(readFileSync(process.argv[3], 'utf8'));
process.stdout.write('verified\n');

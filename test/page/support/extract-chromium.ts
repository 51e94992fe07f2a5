import { join } from 'node:path';
import { inflate } from '@sparticuz/chromium';
import { chromiumPackage } from './chromium-package.ts';

/** Extracts the browser, its libraries and its fonts to the directory for temporary files, which the package always uses. */
const archives = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'];
await Promise.all(archives.map((archive) => inflate(join(chromiumPackage.archives, archive))));

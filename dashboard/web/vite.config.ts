import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { coast } from './build/coast-plugin.mjs';
import { pretendCollector } from './dev/pretend-collector.ts';

/** Maven sets where the built files go; by hand they land in dist/. */
const outDir = process.env['PANTAU_WEB_OUT'] ?? 'dist';

export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    coast(),
    // The pretended collector only answers `vite` and `vite preview`; it is never part of what is built.
    ...(mode === 'collector' ? [] : [pretendCollector()]),
  ],
  worker: { format: 'es' },
  server: {
    // `vite --mode collector` talks to a real collector, by default that of ./pantau demo.
    proxy: mode === 'collector' ? { '/api': process.env['PANTAU_COLLECTOR'] ?? 'http://127.0.0.1:8080' } : {},
  },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // A data: font or icon would be refused by the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    manifest: 'manifest.json',
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'dev/**/*.test.ts', 'build/**/*.test.mjs'],
  },
}));

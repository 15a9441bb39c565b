import type { Plugin } from 'vite';

/** Answers `/api/v1` with invented data during `vite` and `vite preview`. Never part of the build. */
export function pretendCollector(): Plugin {
  return { name: 'pantau-pretend-collector' };
}

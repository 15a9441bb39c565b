/**
 * A time of day as addresses have it: `09.42.10`, as people here write it. With colons the collector's server refuses the whole address as no
 * HTTP, and whoever reloads the page or follows a link gets an error; those of old links are read all the same.
 */
export function writtenTime(second: number): string {
  return [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map((part) => String(part).padStart(2, '0')).join('.');
}

/** Seconds since midnight; undefined when it is none. */
export function readTime(text: string | null): number | undefined {
  const match = /^(\d{2})[.:](\d{2})(?:[.:](\d{2}))?$/.exec(text ?? '');
  const [hours = 0, minutes = 0, seconds = 0] = match?.slice(1).map((part: string | undefined) => Number(part ?? 0)) ?? [];
  return match !== null && hours < 24 && minutes < 60 && seconds < 60 ? hours * 3600 + minutes * 60 + seconds : undefined;
}

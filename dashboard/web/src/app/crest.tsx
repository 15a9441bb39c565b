/** A neutral crest until the regency uploads its own; gold lives only here. */
export function Crest({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 40 40" aria-hidden="true" focusable="false">
      <path d="M20 2 36 8v13c0 9-7 14.500-16 17C11 35.500 4 30 4 21V8Z" fill="#f0b323" />
      <path d="M20 5.500 33 10.400V21c0 7.300-5.600 11.800-13 14-7.400-2.200-13-6.700-13-14V10.400Z" fill="#0d3d47" />
      <path
        d="M8 24c4-3 8-3 12 0s8 3 12 0M9.500 28.500c3.500-2.500 7-2.500 10.500 0s7 2.500 10.500 0"
        fill="none"
        stroke="#7fd0d6"
        strokeWidth="2"
      />
      <path d="m12 20 8-10 8 10Z" fill="#f0b323" />
    </svg>
  );
}

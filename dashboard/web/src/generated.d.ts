declare module '*/coast.json?url' {
  const url: string;
  export default url;
}

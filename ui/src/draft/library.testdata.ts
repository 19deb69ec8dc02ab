/// <reference types="vite/client" />
/** The rules of every model of the library, as they are written. */
export const library: string[] = Object.values(import.meta.glob<string>("../../../detect/models/library/*/*/model.yaml", { query: "?raw", import: "default", eager: true }));

// Sends a file to the server and tells how much of it has left. Only XMLHttpRequest can do that.
import { faultOf, offline } from "../api/fault";
import type { Upload } from "../api/types";
import { currentLanguage } from "../words/language";

/** sendFile sends one file; progress is told as a share from 0 to 1. */
export function sendFile(file: File, mends: string, told: (share: number) => void, signal: AbortSignal): Promise<Upload> {
  return sendTo<Upload>("/api/uploads", file, mends ? { mends } : {}, told, signal);
}

/** sendTo sends one file to an address. */
export function sendTo<T>(address: string, file: File, more: Record<string, string>, told: (share: number) => void, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name, ...more });
    request.open("POST", `${address}?${query.toString()}`);
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.upload.onprogress = (e) => told(e.total > 0 ? e.loaded / e.total : 0);
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onload = () => (request.status < 300 ? resolve(request.response as T) : reject(faultOf(request.status, request.response)));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

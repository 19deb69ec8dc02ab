// Sends a file to the server and tells how much of it has left. Only XMLHttpRequest can do that.
import { faultOf, offline } from "../api/fault";
import type { Upload } from "../api/types";
import { currentLanguage } from "../words/language";

/** sendFile sends one file; progress is told as a share from 0 to 1. */
export function sendFile(file: File, mends: string, told: (share: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ name: file.name });
    if (mends) query.set("mends", mends);
    request.open("POST", "/api/uploads?" + query.toString());
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.upload.onprogress = (e) => told(e.total > 0 ? e.loaded / e.total : 0);
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException("stopped", "AbortError"));
    request.onload = () => (request.status < 300 ? resolve(request.response as Upload) : reject(faultOf(request.status, request.response)));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(file);
  });
}

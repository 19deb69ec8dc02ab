// Who has had the tour in this browser.

const key = (account: string) => "mingjian.tour." + account;

/** toured reports whether the account has had the tour; where nothing can be kept, everybody has. */
export function toured(account: string): boolean {
  try {
    return localStorage.getItem(key(account)) !== null;
  } catch {
    return true;
  }
}

/** markToured keeps that the account has had it. */
export function markToured(account: string): void {
  try {
    localStorage.setItem(key(account), "1");
  } catch {
    // Then the tour does not begin by itself: see toured.
  }
}

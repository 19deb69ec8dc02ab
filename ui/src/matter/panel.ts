/** panelOf is the class of a list that waits for somebody: one line where nothing waits. */
export function panelOf(empty: boolean): string {
  return empty ? "panel panel-empty" : "panel";
}

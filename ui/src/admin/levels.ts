/** The levels of offices, from the top. */
export const levels = ["national", "provincial", "city", "county"] as const;
